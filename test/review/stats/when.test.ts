import { expect, test } from 'vitest';
import { createLocalTimes, dateOfDay } from '../../../src/review/stats/local-time.js';
import { weekly } from '../../../src/review/stats/weekly.js';
import { counted, statsOf } from './counted.js';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

test.each([
  ['2026-11-19T09:05:00Z', 'UTC', 'Thu', 9, '2026-11-16'],
  ['2026-11-22T22:30:00Z', 'Europe/Istanbul', 'Mon', 1, '2026-11-23'],
  ['2026-11-23T02:00:00Z', 'America/New_York', 'Sun', 21, '2026-11-16'],
  ['2026-03-29T00:59:00Z', 'Europe/Berlin', 'Sun', 1, '2026-03-23'],
  ['2026-03-29T01:00:00Z', 'Europe/Berlin', 'Sun', 3, '2026-03-23'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', 'Sun', 2, '2026-10-19'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', 'Sun', 2, '2026-10-19'],
  ['2026-11-19T18:20:00Z', 'Asia/Kolkata', 'Thu', 23, '2026-11-16'],
  ['2026-11-19T18:30:00Z', 'Asia/Kolkata', 'Fri', 0, '2026-11-16'],
  ['1970-01-01T00:00:00Z', 'UTC', 'Thu', 0, '1969-12-29'],
  ['9998-12-31T23:00:00Z', 'Pacific/Auckland', 'Fri', 12, '9998-12-28'],
])('%s in %s is %s at %i o’clock, in the week from %s', (instant, tz, day, hour, monday) => {
  const there = createLocalTimes(tz)(Date.parse(instant));
  expect([days[there.weekday], there.hour, dateOfDay(there.monday)]).toEqual([day, hour, monday]);
});

test('launches are counted by weekday and hour in the zone of who asks', () => {
  const runs = [
    counted({ launched: '09:05' }),
    counted({ launched: '09:59', outcome: 'failed' }),
    counted({ outcome: 'stopped' }),
  ];
  const { hours } = statsOf(runs, { tz: 'Europe/Istanbul' });
  expect([hours.attempts[3]?.[12], hours.bad[3]?.[12]]).toEqual([2, 1]);
  expect(hours.attempts.flat().reduce((sum, count) => sum + count, 0)).toBe(2);
});

const onDays = (...dates: readonly string[]) =>
  dates.map((date) => counted({ started: `${date}T09:00:00Z`, deployed: `${date}T09:10:00Z` }));

test('weeks: each from its Monday; those without a deployment are in the line, not in the list', () => {
  const stats = statsOf(onDays('2026-11-02', '2026-11-08', '2026-11-17'));
  expect(stats.weeks).toEqual([
    { monday: '2026-11-02', deployments: 2 },
    { monday: '2026-11-16', deployments: 1 },
  ]);
  expect(weekly(stats, 78)).toEqual({
    steps: [2, 0, 1],
    weeksPerStep: 1,
    weeks: 3,
    first: { monday: '2026-11-02', deployments: 2 },
    last: { monday: '2026-11-16', deployments: 1 },
    highest: { monday: '2026-11-02', deployments: 2 },
  });
});

test('weeks: as many together as there is room for, and the first and last are those of the span', () => {
  const stats = statsOf(onDays('2026-11-17', '2026-11-09'), { since: new Date('2026-10-26') });
  expect(weekly(stats, 2)).toMatchObject({
    steps: [0, 2],
    weeksPerStep: 2,
    first: { monday: '2026-10-26', deployments: 0 },
    last: { monday: '2026-11-16', deployments: 1 },
    highest: { monday: '2026-11-16', deployments: 1 },
  });
  expect(weekly(statsOf([]), 78)).toBeUndefined();
});
