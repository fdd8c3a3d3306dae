/**
 * The candidate that was probably meant: one slip in a short word, up to three in a long one (a swap of neighbours
 * counts once; case does not count). Undefined if nothing comes close; the first of equals wins.
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longest) {
    return undefined;
  }
  let best: { readonly candidate: string; readonly slips: number } | undefined;
  for (const candidate of candidates) {
    const slips = distance(word.toLowerCase(), candidate.toLowerCase());
    if (slips <= allowed(word, candidate) && (best === undefined || slips < best.slips)) {
      best = { candidate, slips };
    }
  }
  return best?.candidate;
}

/** Nobody mistypes a word of more than 64 characters; a hostile one would only cost time. */
const longest = 64;

const allowed = (word: string, candidate: string): number => {
  const length = Math.max(word.length, candidate.length);
  return length < 3 ? 0 : Math.min(3, Math.ceil(length / 4));
};

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) {
    return Number.POSITIVE_INFINITY;
  }
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
