import type { SimpleCommand } from './docker-shell.js';

export type Manager = 'apt' | 'apk' | 'rpm' | 'pip' | 'npm' | 'gem';

export interface Install {
  readonly manager: Manager;
  readonly name: string;
}

/** The packages a command installs by name and without one exact version. */
export function installedBy(command: SimpleCommand): readonly Install[] {
  const [program = '', ...words] = asProgram(command);
  const rule = rules.find(({ programs }) => programs.test(program));
  if (rule === undefined) {
    return [];
  }

  const { manager, verb, valued, isPinned, needs } = rule;
  const plain = withoutOptions(words, valued);
  const options = words.filter((word) => word.startsWith('-'));
  if (!verb.test(plain[0] ?? '') || (needs !== undefined && !options.some((option) => needs.test(option)))) {
    return [];
  }

  const hasVersion = manager === 'gem' && options.some((option) => /^(?:-v|--version)/.test(option));
  return plain
    .slice(plain[0] === 'global' ? 2 : 1)
    .filter((name) => !hasVersion && !isPinned.test(name) && !isPath.test(name))
    .map((name) => ({ manager, name }));
}

/** `python3 -m pip install` is pip; a path in front of a program does not matter. */
function asProgram([first = '', ...rest]: SimpleCommand): SimpleCommand {
  const program = first.slice(first.lastIndexOf('/') + 1);
  return /^python[\d.]*$/.test(program) && rest[0] === '-m' ? rest.slice(1) : [program, ...rest];
}

/** `-r file`: an option that takes the next word. */
const withoutOptions = (words: readonly string[], valued: RegExp): readonly string[] =>
  words.filter((word, index) => !word.startsWith('-') && !valued.test(words[index - 1] ?? '') && !redirects.test(word));

const redirects = /^\d?[<>]/;

const isPath = /^(?:\.{0,2}\/|\.{1,2}$|~\/|file:|git\+|https?:)|\.(?:deb|rpm|apk|whl|tgz|tar\.gz|gem)$|^\.\[/;

interface Rule {
  readonly programs: RegExp;
  readonly manager: Manager;
  readonly verb: RegExp;
  readonly valued: RegExp;
  readonly isPinned: RegExp;
  /** An option without which it is not meant. */
  readonly needs?: RegExp;
}

/** A package of npm in one version: `@scope/name@1.2.3`. */
export const isExactPackage = /^(?:@[^@/]+\/)?[^@]+@v?\d+\.\d+\.\d+[^\s]*$/;

const rules: readonly Rule[] = [
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    manager: 'apt',
    verb: /^install$/,
    valued: /^(?:-t|--target-release|--default-release|-o|--option|-c|--config-file|-a|--host-architecture)$/,
    isPinned: /=./,
  },
  {
    programs: /^apk$/,
    manager: 'apk',
    verb: /^add$/,
    valued: /^(?:-t|--virtual|-X|--repository|-p|--root|--keys-dir|--repositories-file|--arch|--cache-dir)$/,
    isPinned: /^[^<>=~]+=[^*]+$/,
  },
  {
    programs: /^(?:yum|dnf|microdnf|zypper)$/,
    manager: 'rpm',
    verb: /^(?:install|in)$/,
    valued: /^(?:--enablerepo|--disablerepo|--installroot|--releasever|-c|--setopt|-r|--repo|--from)$/,
    isPinned: /-\d|=./,
  },
  {
    programs: /^pip[\d.]*$/,
    manager: 'pip',
    verb: /^install$/,
    valued:
      /^(?:-r|--requirement|-c|--constraint|-i|--index-url|--extra-index-url|-f|--find-links|-t|--target|--prefix|--root|-e|--editable|--trusted-host|--proxy|--timeout|--retries|--cache-dir|--platform|--python-version|--only-binary|--no-binary|--progress-bar|--src|--upgrade-strategy)$/,
    isPinned: /===?[^*]+$|@\s*\S+:/,
  },
  {
    programs: /^(?:npm|pnpm)$/,
    manager: 'npm',
    verb: /^(?:i|install|add)$/,
    valued: /^(?:--registry|--prefix|--loglevel|--cache|--userconfig)$/,
    isPinned: isExactPackage,
    needs: /^(?:-[a-z]*g|--global|--location=global)$/,
  },
  {
    programs: /^yarn$/,
    manager: 'npm',
    verb: /^global$/,
    valued: /^(?:--registry|--prefix|--cwd)$/,
    isPinned: isExactPackage,
  },
  {
    programs: /^gem$/,
    manager: 'gem',
    verb: /^install$/,
    valued: /^(?:-v|--version|-s|--source|-i|--install-dir|-n|--bindir|-P|--platform)$/,
    isPinned: /:\d/,
  },
];
