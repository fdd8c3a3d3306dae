import { expect, test } from 'vitest';
import { watchClock } from '../../src/engine/clock-watch.js';
import type { Clock } from '../../src/world/clock.js';

/** A clock whose wall time and running time are moved by hand, in milliseconds. */
function handClock(kind: Clock['kind'] = 'system') {
  let [wall, running] = [1_000_000, 0];
  const clock: Clock = { kind, now: () => new Date(wall), monotonicMs: () => running };
  return {
    clock,
    pass: (ms: number): void => {
      wall += ms;
      running += ms;
    },
    set: (ms: number): void => {
      wall += ms;
    },
  };
}

test('time that passes is no jump, however long it is', () => {
  const { clock, pass } = handClock();
  const jump = watchClock(clock);
  pass(3 * 3_600_000);
  expect(jump()).toBe(0);
});

test.each([
  ['a laptop that slept for three hours', 3 * 3_600_000],
  ['a clock set back by an hour', -3_600_000],
  ['a little more than two seconds', 2001],
])('F29 F31 %s is told once, by how much', (_name, ms) => {
  const { clock, pass, set } = handClock();
  const jump = watchClock(clock);
  pass(2000);
  set(ms);
  expect(jump()).toBe(ms);
  pass(2000);
  expect(jump()).toBe(0);
});

test('drift of up to two seconds is nothing', () => {
  const { clock, set } = handClock();
  const jump = watchClock(clock);
  set(1999);
  expect(jump()).toBe(0);
});

test('a fixed clock does not jump, although it stands still', () => {
  const { clock, pass, set } = handClock('fixed');
  const jump = watchClock(clock);
  pass(60_000);
  set(-60_000);
  expect(jump()).toBe(0);
});
