import type { ProbeResult } from './snapshot.js';

/**
 * The way in which a probe does not pass, in a word for its key: `SIGSEGV`, `missing-sqlite3`, `exit-3`. Whoever accepts
 * one of them has not accepted another.
 */
export function wayOf({ state, text }: ProbeResult): string {
  const [, signal] = /^died with (\S+)/.exec(text) ?? [];
  const missing = missingIn.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
  const [, code] = /\bexit (\d+)/.exec(text) ?? [];
  return signal ?? (missing === undefined ? undefined : `missing-${missing}`) ?? (code ? `exit-${code}` : state);
}

/** As python, node and the loader of glibc and musl say it. */
const missingIn = [
  /No module named '?([^\s']+)/,
  /Cannot find (?:module|package) '([^']+)'/,
  /(?:^|\s)([^\s:]+): cannot open shared object file/,
  /Error loading shared library ([^\s:]+): No such file/,
] as const;
