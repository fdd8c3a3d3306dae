import { width } from '../text/width.js';
import { type Line, line, spread } from './lines.js';

/** A key and what it does here. */
export interface KeyHint {
  readonly key: string;
  readonly does: string;
  /** Those with less weight are left out first. */
  readonly weight: number;
}

/** What is left to do, and the keys that work: all that there is room for, whole words only. */
export function footerLine(counts: string, hints: readonly KeyHint[], columns: number): Line {
  const beside = counts === '' ? 0 : columns - width(counts) - 5;
  return beside >= enoughForKeys
    ? spread(line(` ${counts}`, 'quiet'), line(`${fitting(hints, beside)} `, 'quiet'), columns)
    : spread([], line(`${fitting(hints, columns - 2)} `, 'quiet'), columns);
}

/** Columns that hold the keys nobody can guess: `? why  e evidence  q pause`. */
const enoughForKeys = 26;

function fitting(hints: readonly KeyHint[], columns: number): string {
  const words = hints.map(({ key, does }) => `${key} ${does}`).join('  ');
  if (hints.length <= 1 || width(words) <= columns) {
    return words;
  }

  const least = Math.min(...hints.map((hint) => hint.weight));
  const last = hints.findLastIndex((hint) => hint.weight === least);
  return fitting(
    hints.filter((_, index) => index !== last),
    columns,
  );
}
