import { expect, test } from 'vitest';
import { parseDuration, showAge, showDuration } from '../../src/text/duration.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  ['90s', 90 * second],
  ['15m', 15 * minute],
  ['2h', 2 * hour],
  ['3d', 3 * day],
  ['0m', 0],
  ['007s', 7 * second],
  ['', undefined],
  ['15', undefined],
  ['m', undefined],
  ['-1m', undefined],
  ['1.5h', undefined],
  ['1e3s', undefined],
  ['5 minutes', undefined],
  ['15m ', undefined],
  ['15m\n', undefined],
  ['15M', undefined],
  ['1h30m', undefined],
  ['٣m', undefined],
  ['99999999999999d', undefined],
])('%j is a duration of %s ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [340, '< 1 s'],
  [12 * second, '12 s'],
  [112_900, '1 m 52 s'],
  [2 * minute, '2 m'],
  [2 * hour + 5 * minute + 9 * second, '2 h 5 m'],
  [2 * hour + 9 * second, '2 h'],
  [3 * day, '3 d'],
  [3 * day + 4 * hour, '3 d 4 h'],
])('%d ms are shown as %s', (ms, text) => {
  expect(showDuration(ms)).toBe(text);
});

test.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [-30 * second, 'just now'],
  [-5 * minute, 'in the future'],
  [41 * minute, '41 min ago'],
  [3 * hour + 20 * minute, '3 h ago'],
  [day, '1 day ago'],
  [6 * day + hour, '6 days ago'],
])('%d ms ago reads as %s', (ms, text) => {
  expect(showAge(ms)).toBe(text);
});
