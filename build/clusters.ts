import { isPlain } from '../src/text/plain-clusters.js';

/** What Ink's libraries need of `Intl.Segments`. */
interface Clusters extends Iterable<Intl.SegmentData> {
  readonly containing: (index?: number) => Intl.SegmentData | undefined;
}

/**
 * Cuts a text into what a reader takes for one character, as `new Intl.Segmenter()` does. The bundle puts it in place of
 * the four segmenters that Ink's libraries make when they are loaded: the first one costs 8 ms, and a screen seldom
 * needs it. test/build/clusters.test.ts holds both against each other.
 */
export const clusters = {
  segment: (text: string): Clusters => (isPlain(text) ? plainClusters(text) : real().segment(text)),
};

const plainClusters = (text: string): Clusters => ({
  *[Symbol.iterator]() {
    for (let index = 0; index < text.length; index++) {
      yield { segment: text.charAt(index), index, input: text };
    }
  },
  containing: (index = 0) =>
    index >= 0 && index < text.length ? { segment: text.charAt(index), index, input: text } : undefined,
});

let made: Intl.Segmenter | undefined;

const real = (): Intl.Segmenter => {
  made ??= new Intl.Segmenter();
  return made;
};
