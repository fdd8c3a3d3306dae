import { expect, test } from 'vitest';
import { createTimes } from '../../src/review/times.js';

const now = new Date('2026-11-20T10:00:00Z');

test.each([
  ['Europe/Istanbul', '2026-11-19T08:42:03.000Z', 'Thu 19 Nov 11:42', 'Thu 19 Nov 2026', '11:42:03'],
  ['UTC', '2026-11-19T00:00:00.000Z', 'Thu 19 Nov 00:00', 'Thu 19 Nov 2026', '00:00:00'],
  ['America/New_York', '2025-12-31T23:59:59.999Z', 'Wed 31 Dec 2025 18:59', 'Wed 31 Dec 2025', '18:59:59'],
  ['UTC', '2024-02-09T23:05:07.999Z', 'Fri 9 Feb 2024 23:05', 'Fri 9 Feb 2024', '23:05:07'],
  ['Etc/UTC', '2024-02-09T23:05:07.999Z', 'Fri 9 Feb 2024 23:05', 'Fri 9 Feb 2024', '23:05:07'],
  ['Not/AZone', '2026-01-02T03:04:05.000Z', 'Fri 2 Jan 03:04', 'Fri 2 Jan 2026', '03:04:05'],
  ['UTC', 'yesterday', '?', '?', '?'],
])('in %s, %s', (tz, iso, moment, day, clock) => {
  const times = createTimes(tz, now);
  expect([times.moment(iso), times.day(iso), times.clock(iso)]).toEqual([moment, day, clock]);
});
