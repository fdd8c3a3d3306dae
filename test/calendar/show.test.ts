import { expect, test } from 'vitest';
import { nameOf, showDate, showMoment } from '../../src/calendar/show.js';

test('dates read the same in every locale', () => {
  expect(showDate('2026-11-19')).toBe('Thu 19 Nov');
  expect(showDate('2027-01-04')).toBe('Mon 4 Jan');
  expect(showMoment({ date: '2026-11-23', minutes: 480 })).toBe('Mon 23 Nov 08:00');
  expect(nameOf('fri')).toBe('Friday');
});

test('a date far away shows its year', () => {
  expect(showDate('2027-01-04', '2026-12-20')).toBe('Mon 4 Jan');
  expect(showDate('2028-01-02', '2026-12-20')).toBe('Sun 2 Jan 2028');
});
