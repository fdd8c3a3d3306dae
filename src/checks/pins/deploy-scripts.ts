import { keyOf } from '../servers/diff-key.js';
import { type SimpleCommand, shellCommands } from './docker-shell.js';
import type { CommitFiles, PinFinding } from './model.js';

/**
 * Files of the release that a deploy command names: `./bin/deploy.sh production`, `bash ops/deploy`, `make deploy`. They
 * have to be read before `deployScriptFindings` can tell anything about them.
 * @param command the words of a command, or a text for the shell
 */
export function deployScripts(
  command: string | readonly string[],
  { paths }: Pick<CommitFiles, 'paths'>,
): readonly string[] {
  const all = new Set(paths);
  return [
    ...new Set(
      commandsOf(command).flatMap((words) => [
        ...words.map((word) => word.replace(/^\.\//, '')).filter((word) => all.has(word)),
        ...(words[0] === 'make' || words[0] === 'gmake' ? makefiles.filter((name) => all.has(name)).slice(0, 1) : []),
      ]),
    ),
  ].slice(0, 20);
}

const makefiles = ['GNUmakefile', 'makefile', 'Makefile'];

/** Installs that may choose other versions than the lock says, in the deploy command and in the scripts it names: warnings. */
export function deployScriptFindings(command: string | readonly string[], files: CommitFiles): readonly PinFinding[] {
  const scripts = deployScripts(command, files);
  return [
    ...commandsOf(command).flatMap((words) => findingOf(words, 'the deploy command', 'deploy')),
    ...scripts.flatMap((path) =>
      linesOf(files.text(path) ?? '').flatMap(({ line, text }) =>
        shellCommands(text).flatMap((words) => findingOf(words, `${path}:${line}`, path)),
      ),
    ),
  ];
}

const commandsOf = (command: string | readonly string[]): readonly SimpleCommand[] => {
  if (typeof command === 'string') {
    return shellCommands(command);
  }

  const shell = /(?:^|\/)(?:ba|da|z|k)?sh$/.test(command[0] ?? '')
    ? command.findIndex((word) => /^-[a-z]*c$/.test(word))
    : -1;
  return shell < 0 ? [command] : [command, ...shellCommands(command[shell + 1] ?? '')];
};

/** Lines of a script or a Makefile, continued ones joined, the signs of make left out. */
const linesOf = (text: string): readonly { readonly line: number; readonly text: string }[] => {
  const found: { line: number; text: string }[] = [];
  let isOpen = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const plain = raw.replace(/^\t[@-]*/, '').replace(/\\$/, ' ');
    const last = found.at(-1);
    if (isOpen && last !== undefined) {
      last.text += plain;
    } else {
      found.push({ line: index + 1, text: plain });
    }

    isOpen = raw.endsWith('\\');
  }

  return found;
};

function findingOf(words: SimpleCommand, where: string, key: string): readonly PinFinding[] {
  const rule = rules.find(({ isMeant }) => isMeant(words));
  return rule === undefined
    ? []
    : [
        {
          facet: 'lock',
          key: keyOf(['deploy', key, rule.name.replaceAll(' ', '-')]),
          text: `${where} runs ${rule.name}, which may take other versions than the lock: ${rule.right}`,
          verdict: 'warn',
        },
      ];
}

interface Rule {
  readonly name: string;
  readonly right: string;
  readonly isMeant: (words: SimpleCommand) => boolean;
}

const has = (words: SimpleCommand, option: RegExp): boolean => words.some((word) => option.test(word));

const starts = (words: SimpleCommand, ...wanted: readonly string[]): boolean =>
  wanted.every((word, index) => (index === 0 ? words[0]?.split('/').at(-1) : words[index]) === word);

const isPip = (words: SimpleCommand): boolean =>
  /^pip[\d.]*$/.test(words[0]?.split('/').at(-1) ?? '') || (words[1] === '-m' && words[2] === 'pip');

const rules: readonly Rule[] = [
  {
    name: 'npm install',
    right: 'use npm ci',
    isMeant: (words) =>
      (starts(words, 'npm', 'install') || starts(words, 'npm', 'i')) && !has(words, /^(?:-[a-z]*g|--global)$/),
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
