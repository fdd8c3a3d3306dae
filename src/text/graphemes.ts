import { isPlain } from './plain-clusters.js';

/** One character as a reader counts them, and where it begins in the text. */
export interface Grapheme {
  readonly segment: string;
  readonly index: number;
}

/**
 * The characters of a text as a reader counts them: `👩‍🚀` is one. A character of more than 64 code units (a letter
 * under a pile of marks) comes in pieces.
 */
export function* graphemes(text: string): Generator<Grapheme> {
  let start = 0;
  while (start < text.length) {
    // Intl.Segmenter takes quadratic time over a long text (V8 11 to 13: 40,000 letters take 0.3 s), so it gets windows.
    const end = windowEnd(text, start);
    const window = [...segmentsOf(text.slice(start, end))];
    // The last one of a window may go on in the next.
    const whole = end === text.length || window.length === 1 ? window : window.slice(0, -1);
    for (const { segment, index } of whole) {
      yield { segment, index: start + index };
    }
    start += whole.reduce((length, { segment }) => length + segment.length, 0);
  }
}

const windowLength = 64;

/** Never in the middle of a code point. */
function windowEnd(text: string, start: number): number {
  const end = Math.min(start + windowLength, text.length);
  return isHighSurrogate.test(text.charAt(end - 1)) ? Math.min(end + 1, text.length) : end;
}

const isHighSurrogate = /[\ud800-\udbff]/;

let segmenter: Intl.Segmenter | undefined;

/** Made on first use: it takes 8 ms, and most text is plain. */
function segmentsOf(text: string): Iterable<Grapheme> {
  if (isPlain(text)) {
    return Array.from({ length: text.length }, (_, index) => ({ segment: text.charAt(index), index }));
  }

  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
