import { expect, test } from 'vitest';
import { createNumbers } from '../../../src/review/stats/numbers.js';

const medianOf = (values: readonly number[], limit?: number) => {
  const numbers = createNumbers(limit);
  for (const value of values) {
    numbers.add(value);
  }
  return numbers.median();
};

test.each<[values: readonly number[], median: number | undefined]>([
  [[], undefined],
  [[7], 7],
  [[9, 1, 4], 4],
  [[1, 4, 2, 100], 3],
  [[0, 0], 0],
])('the median of %j is %j', (values, median) => {
  expect(medianOf(values)).toEqual({ median, of: values.length });
});

test('what is no length of time is left out', () => {
  expect(medianOf([Number.NaN, -1, Number.POSITIVE_INFINITY, 5])).toEqual({ median: 5, of: 1 });
});

test('of very many it is right to one per cent, in any order', () => {
  const values = Array.from({ length: 2001 }, (_, n) => n * 1000);
  const { median = 0, of } = medianOf(values, 100);
  expect(of).toBe(2001);
  expect(Math.abs(median - 1_000_000)).toBeLessThanOrEqual(10_000);
  expect(medianOf([...values].reverse(), 100).median).toBe(median);
  expect(medianOf([0, 0, 0, 0], 2).median).toBe(0);
});
