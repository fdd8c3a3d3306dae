import { expect, test } from 'vitest';
import {
  horizonDays,
  isLastWorkingDay,
  isWorkingDay,
  nextDayOff,
  nextWorkingDay,
  offAfter,
  offBefore,
  weekendLength,
} from '../../src/calendar/workdays.js';

const monFri = {
  workDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: new Set(['2026-04-03', '2026-04-06', '2026-05-14', '2026-12-25', '2026-12-26', '2027-01-01']),
} as const;
const sunThu = { workDays: ['sun', 'mon', 'tue', 'wed', 'thu'], holidays: new Set<string>() } as const;
const everyDay = {
  workDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  holidays: new Set(['2026-12-25']),
} as const;
const never = { workDays: [], holidays: new Set<string>() } as const;

test.each([
  ['Thu', '2026-11-19', 0, 0, false],
  ['Fri', '2026-11-20', 2, 0, true],
  ['Wed', '2026-12-23', 0, 0, false],
  ['Thu before a holiday on Friday', '2026-12-24', 3, 0, true],
  ['Mon', '2026-12-28', 0, 3, false],
  ['Thu before New Year', '2026-12-31', 3, 0, true],
  ['Mon', '2027-01-04', 0, 3, false],
  ['Wed before a single holiday', '2026-05-13', 1, 0, false],
  ['a bridge Friday', '2026-05-15', 2, 1, true],
  ['Maundy Thursday', '2026-04-02', 4, 0, true],
  ['Tue after Easter', '2026-04-07', 0, 4, false],
  ['a Saturday', '2026-11-21', 1, 0, false],
])('%s, %s: %d days off follow, %d went before, last working day: %s', (_, date, after, before, last) => {
  expect([offAfter(date, monFri), offBefore(date, monFri), isLastWorkingDay(date, monFri)]).toEqual([
    after,
    before,
    last,
  ]);
});

test('a week from Sunday to Thursday ends on Thursday', () => {
  expect(isLastWorkingDay('2026-11-19', sunThu)).toBe(true);
  expect(isLastWorkingDay('2026-11-22', sunThu)).toBe(false);
});

test.each([
  [monFri.workDays, 2],
  [sunThu.workDays, 2],
  [['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const, 1],
  [['mon', 'wed', 'fri'] as const, 2],
  [['sun'] as const, 6],
  [everyDay.workDays, 0],
  [never.workDays, 7],
])('the weekend of %j has %d days', (workDays, days) => {
  expect(weekendLength(workDays)).toBe(days);
});

test('a team that works every day has a last working day only before a holiday', () => {
  expect(isLastWorkingDay('2026-11-20', everyDay)).toBe(false);
  expect(isLastWorkingDay('2026-12-24', everyDay)).toBe(true);
});

test('a calendar without any working day ends the search', () => {
  expect(isWorkingDay('2026-11-19', never)).toBe(false);
  expect(offAfter('2026-11-19', never)).toBe(horizonDays);
  expect(nextWorkingDay('2026-11-19', never)).toBeUndefined();
  expect(nextDayOff('2026-11-19', { ...everyDay, holidays: new Set() })).toBeUndefined();
});

test('the next working day and the next day off', () => {
  expect(nextWorkingDay('2026-12-24', monFri)).toBe('2026-12-28');
  expect(nextWorkingDay('2026-11-19', monFri)).toBe('2026-11-20');
  expect(nextDayOff('2026-11-19', monFri)).toBe('2026-11-21');
  expect(nextDayOff('2026-12-23', monFri)).toBe('2026-12-25');
});
