import { expect, test } from 'vitest';
import { OperatorError } from '../../src/errors.js';
import { fixedClock, systemClock } from '../../src/world/clock.js';

test.each([
  ['2026-11-19T11:42:00+03:00', '2026-11-19T08:42:00.000Z'],
  ['2026-11-19T08:42Z', '2026-11-19T08:42:00.000Z'],
  ['2024-02-29T23:59:59.5-01:00', '2024-03-01T00:59:59.500Z'],
])('SHIPIT_NOW=%s stands still at %s', (text, instant) => {
  const clock = fixedClock(text);
  expect(clock.kind).toBe('fixed');
  expect(clock.now().toISOString()).toBe(instant);
  expect(clock.now()).not.toBe(clock.now());
});

test.each([
  '',
  'now',
  '2026-11-19',
  '2026-11-19T11:42:00',
  '2026-02-30T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '1e9',
  ' 2026-11-19T08:42Z',
])('SHIPIT_NOW=%j is refused', (text) => {
  expect(() => fixedClock(text)).toThrow(OperatorError);
});

test('the system clock tells the time, and a time that never goes back', () => {
  const clock = systemClock();
  const [a, b] = [clock.monotonicMs(), clock.monotonicMs()];
  expect(b).toBeGreaterThanOrEqual(a);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);
});
