import { expect, test } from 'vitest';
import { activityGap } from '../../src/calendar/absence-gap.js';
import { parseDateRange } from '../../src/calendar/civil.js';

const october = ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30'];
const lastWeek = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];

const gap = (
  dates: readonly string[],
  {
    today = '2026-11-23',
    said = [],
    leave = [],
    holidays = [],
  }: Partial<Record<'said' | 'leave' | 'holidays', readonly string[]>> & { readonly today?: string } = {},
) =>
  activityGap(today, {
    dates,
    said,
    leaves: leave.flatMap((text) => parseDateRange(text) ?? []),
    calendar: { workDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: new Set(holidays) },
  });

test('A5 fifteen working days without a trace; commits of today do not hide them', () => {
  expect(gap([...october, '2026-11-23'])).toEqual({
    known: true,
    lastActive: '2026-10-30',
    missed: 15,
    missing: { from: '2026-11-02', to: '2026-11-20' },
  });
});

test('A5 who worked until Friday has missed nothing on Monday', () => {
  expect(gap(lastWeek)).toMatchObject({ known: true, missed: 0, missing: undefined });
});

test.each([
  ['no trace at all', [], 0],
  ['four days', october.slice(1), 4],
  ['four days, one of them twice, and today', [...october.slice(1), '2026-10-30', '2026-11-23'], 4],
])('%s are no history', (_name, dates, days) => {
  expect(gap(dates)).toEqual({ known: false, days });
});

test('a trace of tomorrow, from a clock that is wrong, is none', () => {
  expect(gap([...october, '2026-12-24'])).toMatchObject({ lastActive: '2026-10-30' });
});

test('holidays are not missed', () => {
  expect(gap(october, { holidays: ['2026-11-02', '2026-11-20'] })).toMatchObject({ missed: 13 });
});

test('A2 declared leave accounts for its days, not for those after it', () => {
  const leave = ['2026-11-02..2026-11-20'];
  expect(gap(october, { leave, today: '2026-11-25' })).toMatchObject({
    missed: 2,
    missing: { from: '2026-11-23', to: '2026-11-24' },
  });
  expect(gap(october, { leave, today: '2026-12-11' })).toMatchObject({ missed: 14 });
});

test('A5 leave in the future accounts for nothing', () => {
  expect(gap(october, { leave: ['2026-11-30..2026-12-04'] })).toMatchObject({ missed: 15 });
});

test('who said to have been there is believed up to that day', () => {
  expect(gap(october, { said: ['2026-11-23'] })).toMatchObject({ lastActive: '2026-11-23', missed: 0 });
  expect(gap(october, { said: ['2026-11-12'] })).toMatchObject({ lastActive: '2026-11-12', missed: 6 });
});
