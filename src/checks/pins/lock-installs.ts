import { keyOf } from '../servers/diff-key.js';
import { isExactPackage } from './docker-installs.js';
import type { SimpleCommand } from './docker-shell.js';
import type { PinFinding } from './model.js';

/** Where a command stands. */
interface Place {
  /** In words: `bin/deploy.sh:4`. */
  readonly where: string;
  /** The first words of the key of a finding. */
  readonly key: readonly string[];
  /** Nothing is installed there yet: an upgrade is an install. */
  readonly isFresh: boolean;
}

/** Whether a command may choose other versions than the lock says: a warning. */
export function installFindings(command: SimpleCommand, { where, key, isFresh }: Place): readonly PinFinding[] {
  const words = verbFirst(command);
  const rule = rules.find(({ isMeant }) => isMeant(words) && !(isFresh && isPip(words)));
  return rule === undefined
    ? []
    : [
        {
          facet: 'lock',
          key: keyOf([...key, rule.name.replaceAll(' ', '-')]),
          text: `${where} runs ${rule.name}, which may take other versions than the lock: ${rule.right}`,
          verdict: 'warn',
        },
      ];
}

/** `npm --prefix web install` is an install as `npm install --prefix web` is. */
function verbFirst([program = '', ...words]: SimpleCommand): SimpleCommand {
  const verb = words.findIndex((word, index) => !/^[-+]/.test(word) && !valued.test(words[index - 1] ?? ''));
  return verb < 1 || /^(?:python|pip)/.test(program.slice(program.lastIndexOf('/') + 1))
    ? [program, ...words]
    : [program, ...words.slice(verb), ...words.slice(0, verb)];
}

const valued =
  /^(?:-C|-d|-w|-F|--(?:prefix|dir|cwd|directory|working-dir|project|workspace|filter|registry|cache|userconfig|loglevel|gemfile|manifest-path|config))$/;

interface Rule {
  readonly name: string;
  readonly right: string;
  readonly isMeant: (words: SimpleCommand) => boolean;
}

const has = (words: SimpleCommand, option: RegExp): boolean => words.some((word) => option.test(word));

const starts = (words: SimpleCommand, ...wanted: readonly string[]): boolean =>
  wanted.every((word, index) => (index === 0 ? words[0]?.split('/').at(-1) : words[index]) === word);

/** `npm install --no-save serve@14.2.1`: something beside what is locked, in one version. */
const isExactOnly = (words: SimpleCommand): boolean => {
  const names = words.slice(2).filter((word, index) => !word.startsWith('-') && !valued.test(words[index + 1] ?? ''));
  return names.length > 0 && names.every((name) => isExactPackage.test(name));
};

const isPip = (words: SimpleCommand): boolean =>
  /^pip[\d.]*$/.test(words[0]?.split('/').at(-1) ?? '') || (words[1] === '-m' && words[2] === 'pip');

const rules: readonly Rule[] = [
  {
    name: 'npm install',
    right: 'use npm ci',
    isMeant: (words) =>
      (starts(words, 'npm', 'install') || starts(words, 'npm', 'i')) &&
      !has(words, /^(?:-[a-z]*g|--global|--location=global)$/) &&
      !isExactOnly(words),
  },
  { name: 'npm update', right: 'use npm ci', isMeant: (words) => starts(words, 'npm', 'update') },
  {
    name: 'yarn install',
    right: 'add --immutable (yarn 1: --frozen-lockfile)',
    isMeant: (words) =>
      words[0] === 'yarn' &&
      (words[1] === undefined || words[1] === 'install' || words[1].startsWith('--')) &&
      !has(words, /^--(?:immutable|frozen-lockfile|version|help)/),
  },
  {
    name: 'pnpm install',
    right: 'add --frozen-lockfile',
    isMeant: (words) =>
      (starts(words, 'pnpm', 'install') || starts(words, 'pnpm', 'i')) && !has(words, /^--frozen-lockfile$/),
  },
  {
    name: 'bun install',
    right: 'add --frozen-lockfile',
    isMeant: (words) => starts(words, 'bun', 'install') && !has(words, /^--frozen-lockfile$/),
  },
  {
    name: 'pip install --upgrade',
    right: 'leave it out',
    isMeant: (words) =>
      isPip(words) && words.includes('install') && has(words, /^(?:-U|--upgrade)$/) && !words.every(isToolOrOption),
  },
  { name: 'bundle update', right: 'use bundle install', isMeant: (words) => starts(words, 'bundle', 'update') },
  { name: 'composer update', right: 'use composer install', isMeant: (words) => starts(words, 'composer', 'update') },
  { name: 'cargo update', right: 'build with --locked', isMeant: (words) => starts(words, 'cargo', 'update') },
  { name: 'poetry update', right: 'use poetry install', isMeant: (words) => starts(words, 'poetry', 'update') },
  {
    name: 'uv lock --upgrade',
    right: 'use uv sync --locked',
    isMeant: (words) => starts(words, 'uv', 'lock') && has(words, /^(?:-U|--upgrade)/),
  },
  { name: 'go get -u', right: 'leave it out', isMeant: (words) => starts(words, 'go', 'get') && has(words, /^-u/) },
];

/** `pip install -U pip` brings another installer, not another application. */
const isToolOrOption = (word: string): boolean =>
  /^(?:(?:\S*\/)?(?:pip|python)[\d.]*|install|-m|-U|--upgrade|-q|--quiet|setuptools|wheel)$/.test(word);
