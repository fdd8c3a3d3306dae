import { linesWith } from './find-text.js';
import { grouped } from './grouped.js';
import { lineStart, type TextFile } from './text-file.js';

/** How many lines of a file hold a text, as far as it was counted: from its beginning on. */
export interface Tally {
  readonly text: string;
  /** Beginnings of these lines, in order. Bytes. */
  readonly hits: readonly number[];
  /** Where to go on; undefined when there is no more to count. */
  readonly next: number | undefined;
}

export const newTally = (text: string): Tally => ({ text, hits: [], next: 0 });

/** Counts the next slice of a file. */
export function counted(file: TextFile, tally: Tally): Tally {
  const { text, hits, next } = tally;
  if (next === undefined) {
    return tally;
  }

  const size = file.size();
  const to = next + sliceBytes >= size ? size : lineStart(file, next + sliceBytes);
  const all = next < to ? [...hits, ...linesWith(file, next, to, text)] : hits;
  return { text, hits: all.slice(0, mostHits + 1), next: to >= size || all.length > mostHits ? undefined : to };
}

/** What was found is none of those that were counted: the output of a deploy that runs has grown, and is counted anew. */
export const withFound = (tally: Tally, at: number): Tally =>
  tally.next !== undefined || tally.hits.length > mostHits || tally.hits.includes(at) ? tally : newTally(tally.text);

/** `3 of 12`, `12 so far`, `more than 10,000`. @param at beginning of the line that was found last, in bytes */
export function tallyWords({ hits, next }: Tally, at: number | undefined): string {
  const index = at === undefined ? -1 : hits.indexOf(at);
  const many = hits.length <= mostHits ? grouped(hits.length) : `more than ${grouped(mostHits)}`;
  return `${index === -1 ? '' : `${grouped(index + 1)} of `}${many}${next === undefined ? '' : ' so far'}`;
}

/** Bytes. Where every line is a hit that takes a few milliseconds; a line's beginning is never so far back. */
const sliceBytes = 131_072;

/** Nobody goes on to the ten thousandth. */
const mostHits = 10_000;
