import { median } from '../../checks/probe/baseline.js';

/** What a probe brought so far, in memory that does not grow with its looks. */
export interface Tally {
  readonly add: (value: number | undefined, failed: boolean) => void;
  readonly counts: () => Counts;
}

export interface Counts {
  readonly looks: number;
  readonly failures: number;
  readonly min?: number;
  /** Of at most `keptValues` values, evenly spread over all there were. */
  readonly median?: number;
  readonly max?: number;
}

/** How many values the median is made of, at the most. */
export const keptValues = 512;

export function createTally(): Tally {
  let [looks, failures] = [0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let kept: number[] = [];
  let values = 0;
  /** Every so many values one is kept: twice as many whenever there is no more room. */
  let stride = 1;
  return {
    add(value, failed) {
      looks += 1;
      failures += failed ? 1 : 0;
      if (value === undefined) {
        return;
      }

      min = Math.min(min, value);
      max = Math.max(max, value);
      if (values % stride === 0) {
        kept.push(value);
      }

      values += 1;
      if (kept.length === keptValues) {
        kept = kept.filter((_value, index) => index % 2 === 0);
        stride *= 2;
      }
    },
    counts: () => (values === 0 ? { looks, failures } : { looks, failures, min, median: median(kept), max }),
  };
}
