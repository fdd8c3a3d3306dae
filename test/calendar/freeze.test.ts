import { expect, test } from 'vitest';
import { type CivilMoment, weekdayOf } from '../../src/calendar/civil.js';
import { freezeAt, freezeEnd, parseFreeze, type TimedFreeze } from '../../src/calendar/freeze.js';
import { parseClock } from '../../src/calendar/hours.js';

const isWorking = (date: string): boolean => !['sat', 'sun'].includes(weekdayOf(date));

function rule(text: string): TimedFreeze {
  const parsed = parseFreeze(text);
  if (parsed === undefined || parsed.type === 'ics') {
    throw new Error(`not a timed freeze: ${text}`);
  }
  return parsed;
}

const moment = (text: string): CivilMoment => ({
  date: text.slice(0, 10),
  minutes: parseClock(text.slice(11)) ?? Number.NaN,
});

test.each([
  ['2026-12-18..2027-01-04', '2026-12-18 00:00', true],
  ['2026-12-18..2027-01-04', '2027-01-04 23:59', true],
  ['2026-12-18..2027-01-04', '2027-01-05 00:00', false],
  ['2026-12-18..2027-01-04', '2026-12-17 23:59', false],
  ['2026-12-24', '2026-12-24 23:59', true],
  ['2026-12-24', '2026-12-25 00:00', false],
  ['2026-11-26 12:00..2026-11-30 08:00', '2026-11-26 11:59', false],
  ['2026-11-26 12:00..2026-11-30 08:00', '2026-11-26 12:00', true],
  ['2026-11-26 12:00..2026-11-30 08:00', '2026-11-28 03:00', true],
  ['2026-11-26 12:00..2026-11-30 08:00', '2026-11-30 08:00', false],
  ['2026-12-24 12:00', '2026-12-24 11:59', false],
  ['2026-12-24 12:00', '2026-12-24 23:59', true],
  ['yearly 12-20..01-02', '2026-12-31 10:00', true],
  ['yearly 12-20..01-02', '2026-12-20 00:00', true],
  ['yearly 12-20..01-02', '2027-01-02 10:00', true],
  ['yearly 12-20..01-02', '2027-01-03 10:00', false],
  ['yearly 02-29..02-29', '2027-02-28 10:00', false],
  ['yearly 02-29..02-29', '2027-03-01 10:00', false],
  ['yearly 02-29..02-29', '2028-02-29 10:00', true],
  ['weekly fri 12:00..mon 08:00', '2026-11-20 11:59', false],
  ['weekly fri 12:00..mon 08:00', '2026-11-20 12:00', true],
  ['weekly fri 12:00..mon 08:00', '2026-11-22 03:00', true],
  ['weekly fri 12:00..mon 08:00', '2026-11-23 08:00', false],
  ['weekly sat 00:00..sun 24:00', '2026-11-22 23:59', true],
  ['weekly sat 00:00..sun 24:00', '2026-11-23 00:00', false],
  ['daily 22:00..06:00', '2026-11-20 23:00', true],
  ['daily 22:00..06:00', '2026-11-20 05:59', true],
  ['daily 22:00..06:00', '2026-11-20 06:00', false],
  ['daily 12:00..13:00', '2026-11-20 12:30', true],
  ['daily 12:00..13:00', '2026-11-20 13:00', false],
  ['monthly last 2 workdays', '2026-11-27 10:00', true],
  ['monthly last 2 workdays', '2026-11-26 10:00', false],
  ['monthly last 2 workdays', '2026-11-28 10:00', false],
  ['monthly last 2 workdays', '2026-11-30 10:00', true],
  ['monthly first 1 workday', '2026-11-02 10:00', true],
  ['monthly first 1 workday', '2026-11-01 10:00', false],
])('%s at %s: frozen %s', (written, at, frozen) => {
  expect(freezeAt(rule(written), moment(at), isWorking)).toBe(frozen);
});

test.each([
  ['2026-12-18..2027-01-04', '2026-12-20 10:00', '2027-01-05 00:00'],
  ['2026-11-26 12:00..2026-11-30 08:00', '2026-11-28 10:00', '2026-11-30 08:00'],
  ['yearly 12-20..01-02', '2026-12-31 10:00', '2027-01-03 00:00'],
  ['yearly 02-20..02-29', '2027-02-25 10:00', '2027-03-01 00:00'],
  ['weekly fri 12:00..mon 08:00', '2026-11-20 12:00', '2026-11-23 08:00'],
  ['weekly fri 12:00..mon 08:00', '2026-11-23 07:59', '2026-11-23 08:00'],
  ['weekly sat 00:00..sun 24:00', '2026-11-21 10:00', '2026-11-23 00:00'],
  ['daily 22:00..06:00', '2026-11-20 23:00', '2026-11-21 06:00'],
  ['daily 22:00..06:00', '2026-11-20 05:00', '2026-11-20 06:00'],
  ['daily 18:00..24:00', '2026-11-20 18:00', '2026-11-21 00:00'],
  ['daily 00:00..24:00', '2026-11-20 00:00', '2026-11-21 00:00'],
  ['monthly last 2 workdays', '2026-11-27 10:00', '2026-11-28 00:00'],
  ['monthly last 2 workdays', '2026-11-30 10:00', '2026-12-01 00:00'],
])('%s at %s ends %s', (written, at, end) => {
  expect(freezeEnd(rule(written), moment(at), isWorking)).toEqual(moment(end));
});

test('a freeze that never ends has no end', () => {
  expect(freezeEnd(rule('yearly 01-01..12-31'), moment('2026-11-20 10:00'), isWorking)).toBeUndefined();
});

test('every freeze ends later than now, and not before it ends', () => {
  const freezes = [
    'weekly mon 08:00..mon 07:00',
    'daily 00:00..24:00',
    'daily 12:00..11:59',
    'monthly first 31 workdays',
  ];
  for (const written of freezes) {
    for (let minutes = 0; minutes < 1440; minutes += 7) {
      const now = { date: '2026-11-02', minutes };
      if (freezeAt(rule(written), now, isWorking)) {
        const end = freezeEnd(rule(written), now, isWorking);
        expect(end && (end.date > now.date || end.minutes > now.minutes)).toBe(true);
      }
    }
  }
});

test.each([
  'fridays',
  '',
  '2026-02-30',
  '2026-12-18..',
  '2026-12-18..2026-12-17',
  '2026-12-18 12:00..2026-12-18 12:00',
  '2026-12-18 25:00',
  '2026-12-18 12:00 13:00',
  'yearly 12-20',
  'yearly 12-32..01-02',
  'yearly 02-30..03-01',
  'weekly fri..mon',
  'weekly fri 12:00..fri 12:00',
  'weekly foo 12:00..mon 08:00',
  'daily 22:00',
  'daily 22:00..22:00',
  'daily 22:00..06:00..08:00',
  'monthly last 0 workdays',
  'monthly middle 2 workdays',
  'monthly last workday',
  'ics:',
])('%j is not a freeze', (text) => {
  expect(parseFreeze(text)).toBeUndefined();
});

test('a calendar file is named, not read', () => {
  expect(parseFreeze('ics:ops/freezes.ics')).toEqual({ type: 'ics', source: 'ops/freezes.ics' });
});
