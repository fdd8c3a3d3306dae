import { expect, test } from 'vitest';
import { firstNumber, judgeNumber } from '../../../src/checks/probe/limits.js';
import type { Before, Look } from '../../../src/checks/probe/look.js';
import type { Limits } from '../../../src/checks/probe/spec.js';

const six: Before = { samples: 6, median: 10, limit: 15 };
const two: Before = { samples: 2, median: 10 };

test.each<[string, number, Limits, Before | undefined, Look['state'], string]>([
  ['no limit at all', 7, {}, six, 'ok', '7'],
  ['at the most', 5, { max: 5 }, six, 'ok', '5'],
  ['over the most', 5.5, { max: 5 }, six, 'failed', '5.5; the most is 5'],
  ['under the least', 1, { min: 2 }, six, 'failed', '1; the least is 2'],
  ['a rise of nothing, and none', 10, { rise: 0 }, six, 'ok', '10'],
  ['risen', 11, { rise: 0 }, six, 'failed', '11; it was 10 before, and the most is now 10'],
  [
    'risen, nobody knows from where',
    11,
    { rise: 0 },
    { samples: 0 },
    'unknown',
    '11; nobody knows what it was before the deploy',
  ],
  ['within what is normal', 15, { overBaseline: 3 }, six, 'ok', '15'],
  ['over what is normal', 15.5, { overBaseline: 3 }, six, 'failed', '15.5; going by before the deploy the most is 15'],
  [
    'too few samples to know',
    10,
    { overBaseline: 3 },
    two,
    'unknown',
    '10; nobody knows what is normal: 2 of 6 samples before the deploy',
  ],
  ['too few samples, but too much in any case', 99, { overBaseline: 3, max: 50 }, two, 'failed', '99; the most is 50'],
  ['before the deploy nothing is compared', 99, { overBaseline: 3, rise: 0 }, undefined, 'ok', '99'],
])('%s', (_what, value, limits, before, state, text) => {
  expect(judgeNumber(value, limits, before)).toEqual({
    ...{ state, value, text },
    // No further look brings back what was before the deploy.
    ...(state === 'unknown' ? { forGood: true } : {}),
  });
});

test.each([
  ['42', 42],
  ['queue: 17 jobs', 17],
  ['-3.5 degrees', -3.5],
  ['.5', 0.5],
  ['1e3\n', 1000],
  ['web1 7', 7],
  ['v1.2.3', undefined],
  ['none', undefined],
  ['', undefined],
])('the first number of %j is %s', (text, value) => {
  expect(firstNumber(text)).toBe(value);
});
