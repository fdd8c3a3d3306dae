import { expect, test } from 'vitest';
import { baselineLimit, median } from '../../../src/checks/probe/baseline.js';

test.each([
  {
    samples: [10, 10, 90, 10, 10, 10],
    limit: 15,
    what: 'one outlier of 90 among tens leaves it at 15; mean + 3 sd gave 121',
  },
  { samples: [0, 0, 0, 0, 0, 0], limit: 1, what: 'nothing before: one is still normal' },
  { samples: [100, 100, 100, 100, 100, 100], limit: 150, what: 'always the same: half as much again' },
  { samples: [10, 20, 30, 40, 50, 60], limit: 35 + 3 * 1.4826 * 15, what: 'spread out: three robust deviations' },
  { samples: [-5, -5, -5, -5, -5, -5], limit: -4, what: 'below zero: one more' },
])('over_baseline 3sd: $what', ({ samples, limit }) => {
  expect(baselineLimit(samples, 3)).toBeCloseTo(limit, 10);
});

test.each([
  [[3], 3],
  [[1, 9], 5],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('of nothing there is no median', () => {
  expect(() => median([])).toThrow(RangeError);
});
