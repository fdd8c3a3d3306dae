import type { Median } from './stats.js';

/** Numbers of which only the median is wanted. Their order makes no difference. */
export interface Numbers {
  readonly add: (value: number) => void;
  readonly median: () => Median;
}

/** Up to so many numbers the median is exact; beyond that it is right to one per cent, and takes no more memory. */
export const exactUpTo = 100_000;

/** Of numbers from 0 on; all others are left out. */
export function createNumbers(limit = exactUpTo): Numbers {
  let exact: number[] = [];
  let of = 0;
  const bins = new Map<number, number>();
  return {
    add: (value) => {
      if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
        return;
      }

      of += 1;
      exact.push(value);
      if (of >= limit) {
        for (const each of exact) {
          bins.set(binOf(each), (bins.get(binOf(each)) ?? 0) + 1);
        }
        exact = [];
      }
    },
    median: () => ({ of, median: of === 0 ? undefined : bins.size > 0 ? medianOfBins(bins, of) : medianOf(exact) }),
  };
}

/** Rounded to a whole number. */
function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return Math.round((lower + upper) / 2);
}

function medianOfBins(bins: ReadonlyMap<number, number>, of: number): number {
  let left = of / 2;
  for (const [bin, count] of [...bins].sort(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) {
      return Math.round(Math.exp(bin * step) - 1);
    }
  }

  return 0;
}

/** Each bin is one per cent wider than the one before. */
const step = Math.log(1.01);

const binOf = (value: number): number => Math.round(Math.log(value + 1) / step);
