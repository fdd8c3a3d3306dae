import { Unreadable } from './part.js';

/** Lines of words with a TAB between, as the collector prints them; empty lines left out. @throws Unreadable */
export function rowsOf(text: string): readonly (readonly string[])[] {
  return linesOf(text).map((line) => line.split('\t'));
}

/** @throws Unreadable when there are more, or longer ones, than a host has to say */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > maxLines) {
    throw new Unreadable(`it has more than ${maxLines} lines`);
  }

  if (lines.some((line) => line.length > maxLine)) {
    throw new Unreadable(`it has a line of more than ${maxLine} characters`);
  }

  return lines;
}

/**
 * Reads every row. One in a hundred may be noise: what the others say is true, and `partial` says that they are not all.
 * @param read undefined: not understood
 * @throws Unreadable when more than noise was not understood
 */
export function readRows<T>(
  rows: readonly (readonly string[])[],
  read: (words: readonly string[]) => T | undefined,
): { readonly rows: readonly T[]; readonly partial?: string } {
  const values = rows.map(read).filter((value) => value !== undefined);
  return { rows: values, ...partialBy(rows.length - values.length, rows.length) };
}

/**
 * What is to be said of lines that were not understood; nothing when there are none.
 * @throws Unreadable when it is more than one in a hundred
 */
export function partialBy(bad: number, all: number): { readonly partial?: string } {
  const words = `${bad} of ${all} lines could not be understood`;
  if (bad * 100 > all) {
    throw new Unreadable(words);
  }

  return bad > 0 ? { partial: words } : {};
}

/** The rest of a row of known length: a path may have a TAB in it. */
export const rest = (words: readonly string[], from: number): string => words.slice(from).join('\t');

/** A count or an id, decimal digits only. */
export const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const maxLines = 100_000;
/** Beyond the longest path (4096 bytes). Lines of apt's history have their own limit. */
const maxLine = 8192;
