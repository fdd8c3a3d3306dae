import { expect, test } from 'vitest';
import {
  addDays,
  civil,
  civilHere,
  daysBetween,
  isCivilDate,
  isValidZone,
  parseDateRange,
  weekdayOf,
} from '../../src/calendar/civil.js';

test.each([
  ['2026-11-20T22:30:00Z', 'Europe/Istanbul', '2026-11-21', 90, 'sat'],
  ['2026-11-20T22:30:00Z', 'America/New_York', '2026-11-20', 17 * 60 + 30, 'fri'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25', 150, 'sun'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25', 150, 'sun'],
  ['2026-12-31T23:59:59.999Z', 'UTC', '2026-12-31', 1439, 'thu'],
  ['2026-12-31T00:00:00Z', 'UTC', '2026-12-31', 0, 'thu'],
  ['2026-12-30T10:00:00Z', 'Pacific/Kiritimati', '2026-12-31', 0, 'thu'],
])('%s in %s is %s, minute %d, %s', (instant, tz, date, minutes, weekday) => {
  expect(civil(new Date(instant), tz)).toEqual({ date, minutes, weekday });
});

test('the zone of this process is the same without Intl', () => {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (let day = 0; day < 400; day += 1) {
    const instant = new Date(Date.UTC(2026, 0, 1, 0, day * 37) + day * 86_400_000);
    expect(civilHere(instant)).toEqual(civil(instant, here));
  }
});

test.each([
  ['2026-02-28', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['0026-01-01', false],
  ['2026-11-19T00:00', false],
  ['2026-11-19\n', false],
  ['', false],
])('%j is a date: %s', (text, real) => {
  expect(isCivilDate(text)).toBe(real);
});

test.each([
  ['Europe/Istanbul', true],
  ['UTC', true],
  ['Europe/Istanbull', false],
  ['', false],
  ['../../etc/passwd', false],
])('%j is a zone: %s', (tz, valid) => {
  expect(isValidZone(tz)).toBe(valid);
});

test('days are added over months, years and clock changes', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-03-30', -2)).toBe('2026-03-28');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
});

test('a weekday is read from a date, and nothing else', () => {
  expect(weekdayOf('2026-11-19')).toBe('thu');
  expect(() => weekdayOf('yesterday')).toThrow(RangeError);
});

test.each([
  ['2026-12-24', { from: '2026-12-24', to: '2026-12-24' }],
  ['2026-12-18..2027-01-04', { from: '2026-12-18', to: '2027-01-04' }],
  ['2026-12-18 .. 2027-01-04', { from: '2026-12-18', to: '2027-01-04' }],
  ['2027-01-04..2026-12-18', undefined],
  ['2026-12-18..', undefined],
  ['..2026-12-18', undefined],
  ['2026-12-18..2026-12-19..2026-12-20', undefined],
  ['2026-12-18-2027-01-04', undefined],
  ['2026-02-30..2026-03-01', undefined],
  ['christmas', undefined],
  ['', undefined],
])('%j is the range %j', (text, range) => {
  expect(parseDateRange(text)).toEqual(range);
});
