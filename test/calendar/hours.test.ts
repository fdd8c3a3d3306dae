import { expect, test } from 'vitest';
import { parseHours, showMinutes } from '../../src/calendar/hours.js';

test.each([
  ['09:00-17:00', { from: 540, to: 1020 }],
  ['7:00-21:30', { from: 420, to: 1290 }],
  ['09:00 - 17:00', { from: 540, to: 1020 }],
  ['00:00-24:00', { from: 0, to: 1440 }],
  ['17:00-09:00', undefined],
  ['09:00-09:00', undefined],
  ['09:00-24:01', undefined],
  ['09:60-17:00', undefined],
  ['25:00-26:00', undefined],
  ['9-17', undefined],
  ['09:00', undefined],
  ['09:00-', undefined],
  ['09:00-12:00-17:00', undefined],
  ['', undefined],
])('%j are the hours %j', (text, hours) => {
  expect(parseHours(text)).toEqual(hours);
});

test('minutes are shown as a clock does', () => {
  expect([0, 545, 900, 1440].map(showMinutes)).toEqual(['00:00', '09:05', '15:00', '24:00']);
});
