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
 * Reads every row; one in a hundred may be noise.
 * @param read undefined: not understood
 * @throws Unreadable when more than noise was not understood
 */
export function readRows<T>(
  rows: readonly (readonly string[])[],
  read: (words: readonly string[]) => T | undefined,
): readonly T[] {
  const values = rows.map(read).filter((value) => value !== undefined);
  refuseNoise(rows.length - values.length, rows.length);
  return values;
}

/** @throws Unreadable when more than one in a hundred was not understood */
export function refuseNoise(bad: number, all: number): void {
  if (bad * 100 > all) {
    throw new Unreadable(`${bad} of ${all} lines could not be understood`);
  }
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
