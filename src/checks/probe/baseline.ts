/** Samples that a baseline takes (checks.md section 5.11). */
export const baselineSamples = 6;

/** The least time they take together, in milliseconds. */
export const baselineMs = 60_000;

/** The middle one; of an even number the mean of the two in the middle. @throws RangeError for none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) {
    throw new RangeError('no values');
  }

  return (low + high) / 2;
}

/**
 * What is still normal: the median plus the largest of so many robust standard deviations, half the median, and 1. The
 * median absolute deviation times 1.4826 estimates a standard deviation of normally distributed values, and one outlier
 * among six does not move it (a mean with standard deviations it moves by a factor of ten).
 * @see https://en.wikipedia.org/wiki/Median_absolute_deviation
 */
export function baselineLimit(samples: readonly number[], deviations: number): number {
  const middle = median(samples);
  const spread = median(samples.map((value) => Math.abs(value - middle)));
  return middle + Math.max(deviations * 1.4826 * spread, 0.5 * middle, 1);
}
