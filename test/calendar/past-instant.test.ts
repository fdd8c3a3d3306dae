import { expect, test } from 'vitest';
import { pastInstant } from '../../src/calendar/past-instant.js';

// In Istanbul it is Sat 21 Nov, 01:30; in Berlin still Fri 20 Nov, 23:30.
const now = new Date('2026-11-20T22:30:00.000Z');

test.each([
  ['now', 'Europe/Berlin', '2026-11-20T22:30:00.000Z'],
  [' NOW ', 'Europe/Berlin', '2026-11-20T22:30:00.000Z'],
  ['14:30', 'Europe/Berlin', '2026-11-20T13:30:00.000Z'],
  ['1:30', 'Europe/Istanbul', '2026-11-20T22:30:00.000Z'],
  ['yesterday 16:00', 'Europe/Berlin', '2026-11-19T15:00:00.000Z'],
  ['yesterday 16:00', 'Europe/Istanbul', '2026-11-20T13:00:00.000Z'],
  ['today 09:00', 'Europe/Berlin', '2026-11-20T08:00:00.000Z'],
  ['2026-11-20 14:30', 'Europe/Istanbul', '2026-11-20T11:30:00.000Z'],
  ['2026-11-20T14:30', 'Europe/Istanbul', '2026-11-20T11:30:00.000Z'],
  ['2026-07-01 12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
  ['yesterday', 'Europe/Berlin', '2026-11-18T23:00:00.000Z'],
  ['2026-11-20', 'Europe/Istanbul', '2026-11-19T21:00:00.000Z'],
])('%s in %s is %s', (text, tz, expected) => {
  expect(pastInstant(text, now, tz)).toEqual({ ok: true, instant: new Date(expected) });
});

test.each([
  ['14:30', 'Europe/Istanbul', 'future'],
  ['2026-11-21', 'Europe/Berlin', 'future'],
  ['2027-01-01 10:00', 'UTC', 'future'],
  ['2026-03-29 02:30', 'Europe/Berlin', 'no-such-time'],
  ['24:00', 'UTC', 'unreadable'],
  ['25:00', 'UTC', 'unreadable'],
  ['2026-02-30 10:00', 'UTC', 'unreadable'],
  ['tomorrow', 'UTC', 'unreadable'],
  ['10:00 yesterday', 'UTC', 'unreadable'],
  ['now now', 'UTC', 'unreadable'],
  ['', 'UTC', 'unreadable'],
])('%s in %s is refused: %s', (text, tz, why) => {
  expect(pastInstant(text, now, tz)).toEqual({ ok: false, why });
});
