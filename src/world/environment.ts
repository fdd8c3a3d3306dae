/** Environment variables as node gives them: an unset one is absent or undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** See `CommandRequest`. */
export type Inherited = 'minimal' | 'operator' | 'settings';

/**
 * The environment of a check. All kinds are told that nobody is there to answer (`CI`, no prompts of git and ssh) and
 * to write plain text in a known locale.
 */
export function commandEnvironment(ambient: Environment, inherit: Inherited): Record<string, string> {
  const names = Object.keys(ambient).filter(inherit === 'minimal' ? isNeededByAll : isHarmless);
  const inherited = Object.fromEntries(names.flatMap((name) => entry(name, ambient[name])));
  const path = inherit !== 'operator' ? { PATH: absoluteParts(inherited['PATH']) } : {};
  return { ...inherited, ...path, ...forUnattended };
}

const entry = (name: string, value: string | undefined): readonly (readonly [string, string])[] =>
  value === undefined ? [] : [[name, value]];

const needed = /^(PATH|HOME|LANG|TERM|USER|LOGNAME|TMPDIR|SHELL|SSH_AUTH_SOCK|XDG_.*)$/;

const isNeededByAll = (name: string): boolean => needed.test(name);

/**
 * NODE_OPTIONS, LD_PRELOAD, LD_AUDIT and DYLD_* put foreign code into every program; GIT_* point git at another
 * repository or index (a hook that starts shipit sets them); SHIPIT_* are ours; npm_* are those of the npm script that
 * may have started us; FORCE_COLOR would win over NO_COLOR.
 */
const harmful = /^(NODE_OPTIONS|LD_PRELOAD|LD_AUDIT|DYLD_.*|GIT_.*|SHIPIT_.*|npm_.*|FORCE_COLOR|CLICOLOR_FORCE)$/i;

const isHarmless = (name: string): boolean => !harmful.test(name);

/** A relative part would let a repository bring its own `git`. */
const absoluteParts = (path: string | undefined): string => {
  const parts = (path ?? '').split(':').filter((part) => part.startsWith('/'));
  return parts.length > 0 ? parts.join(':') : '/usr/local/bin:/usr/bin:/bin';
};

const forUnattended = {
  CI: '1',
  NO_COLOR: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
  SSH_ASKPASS_REQUIRE: 'never',
} as const;
