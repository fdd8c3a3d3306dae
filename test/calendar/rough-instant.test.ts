import { expect, test } from 'vitest';
import { roughInstant } from '../../src/calendar/rough-instant.js';

const now = new Date('2026-11-21T14:30:00Z');

const at = (text: string, edge: 'begin' | 'end' = 'begin', tz = 'UTC') =>
  roughInstant(text, { now, tz, edge })?.toISOString();

test.each([
  ['2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
  ['2026-11', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
  ['2026', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ['yesterday', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
  ['Today', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
  ['2 weeks ago', '2026-11-07T00:00:00.000Z', '2026-11-08T00:00:00.000Z'],
  ['2w', '2026-11-07T00:00:00.000Z', '2026-11-08T00:00:00.000Z'],
  ['1 month ago', '2026-10-21T00:00:00.000Z', '2026-10-22T00:00:00.000Z'],
  ['9 months', '2026-02-21T00:00:00.000Z', '2026-02-22T00:00:00.000Z'],
  ['1 year ago', '2025-11-21T00:00:00.000Z', '2025-11-22T00:00:00.000Z'],
  ['90 minutes ago', '2026-11-21T13:00:00.000Z', '2026-11-21T13:00:00.000Z'],
  ['3h', '2026-11-21T11:30:00.000Z', '2026-11-21T11:30:00.000Z'],
  ['now', '2026-11-21T14:30:00.000Z', '2026-11-21T14:30:00.000Z'],
  ['yesterday 16:00', '2026-11-20T16:00:00.000Z', '2026-11-20T16:00:00.000Z'],
  ['2026-11-20T14:30:00+01:00', '2026-11-20T13:30:00.000Z', '2026-11-20T13:30:00.000Z'],
])('%s begins and ends where people think it does', (text, begin, end) => {
  expect([at(text), at(text, 'end')]).toEqual([begin, end]);
});

test.each([
  '',
  'soon',
  '2026-02-30',
  '2026-13',
  '0 x ago',
  '20261120',
  '99999 days',
  '-3d',
  'last',
  '2026-11-20 25:00',
])('%j is no time', (text) => {
  expect(at(text)).toBeUndefined();
});

test('a day is one of the zone, also where the clocks change', () => {
  expect(at('2026-10-25', 'begin', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z');
  expect(at('2026-10-25', 'end', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
});

test('the end of a month that is shorter', () => {
  const march = new Date('2026-03-31T12:00:00Z');
  expect(roughInstant('1 month ago', { now: march, tz: 'UTC', edge: 'begin' })?.toISOString()).toBe(
    '2026-02-28T00:00:00.000Z',
  );
});
