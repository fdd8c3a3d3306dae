/** An entry of a `yarn.lock`: all that asked for it, and what they get. Texts are raw. */
export interface YarnEntry {
  /** `lodash@^4.17.21`, in yarn 2 and newer `lodash@npm:^4.17.21`. */
  readonly patterns: readonly string[];
  readonly version?: string;
  /** What it needs itself: `left-pad@^1.3.0`; in yarn 2 and newer `left-pad@npm:^1.3.0`, often. */
  readonly needs: readonly string[];
  readonly line: number;
}

export interface YarnLock {
  /** Of yarn 2 and newer: a YAML file with `__metadata`. */
  readonly isBerry: boolean;
  readonly entries: readonly YarnEntry[];
  /** Lines that are nothing a yarn.lock has. */
  readonly strange?: number;
}

/**
 * Both formats of `yarn.lock`, as yarn itself writes them: what an entry is for at the beginning of a line, what it is two
 * spaces in. Merge conflicts and anything else at the beginning of a line is `strange`.
 */
export function readYarnLock(text: string): YarnLock {
  const entries: { patterns: readonly string[]; version?: string; needs: string[]; line: number }[] = [];
  let section = '';
  let isBerry = false;
  let strange: number | undefined;
  let current: (typeof entries)[number] | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw === '' || raw.startsWith('#')) {
      continue;
    }

    if (raw.startsWith(' ')) {
      const version = /^ {2}version:? "?([^"\s]+)"?$/.exec(raw)?.[1];
      if (current !== undefined && version !== undefined) {
        current.version = version;
      }

      section = /^ {2}(\S.*)$/.exec(raw)?.[1] ?? section;
      const [, , name, , range] = /^ {4}("?)([^\s":]+)\1:? ("?)([^"]+)\3$/.exec(raw) ?? [];
      if (section === 'dependencies:' && name !== undefined && range !== undefined) {
        current?.needs.push(`${name}@${range}`);
      }
    } else if (raw === '__metadata:') {
      isBerry = true;
      current = undefined;
    } else if (raw.endsWith(':') && raw.length > 1) {
      section = '';
      current = { patterns: patternsOf(raw.slice(0, -1)), needs: [], line: index + 1 };
      entries.push(current);
    } else if (raw.startsWith('? ')) {
      // A key of more than 128 letters, in YAML.
      section = '';
      current = { patterns: patternsOf(raw.slice(2)), needs: [], line: index + 1 };
      entries.push(current);
    } else if (raw !== ':') {
      strange ??= index + 1;
    }
  }

  return { isBerry, entries, ...(strange === undefined ? {} : { strange }) };
}

/** `"a@^1, a@^2"` (yarn 2) and `"a@^1", a@^2` (yarn 1). */
const patternsOf = (key: string): readonly string[] =>
  key
    .replaceAll('"', '')
    .split(', ')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');

/** `@scope/name` of `@scope/name@npm:^1`. */
export const nameOfPattern = (pattern: string): string => {
  const at = pattern.indexOf('@', 1);
  return at < 0 ? pattern : pattern.slice(0, at);
};
