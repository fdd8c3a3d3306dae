import { expect, test } from 'vitest';
import { partsOf, placeOf } from '../../../src/review/export/html/time-scale.js';
import { type RunTime, runTime } from '../../../src/review/export/stretches.js';
import type { ShownRecord } from '../../../src/review/show.js';
import type { RunEvent } from '../../../src/run/events.js';
import { answer, evidence, started } from '../../run/facts.js';

const at = (seconds: number, event: RunEvent): ShownRecord => ({
  seq: seconds,
  t: new Date(seconds * 1000).toISOString(),
  type: event.type,
  event,
});

const deployed: readonly ShownRecord[] = [
  at(0, started),
  at(10, evidence('tests', 'no-go', { ms: 8000 })),
  at(40, answer('tests', 'go', { how: 'override', ms_on_screen: 25_000 })),
  at(41, answer('window', 'go', { how: 'auto', ms_on_screen: 0 })),
  at(60, { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x' }),
  at(120, { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 60_000 }),
  at(121, { type: 'watch.start', check: 'watch', for_ms: 5, every_ms: 5, fail: 2, by: 'Ada' }),
  at(1920, { type: 'pause', by: 'Ada' }),
  at(90_000, { type: 'note', text: 'late', by: 'Bob' }),
];

const drawn = (time: RunTime | undefined): readonly unknown[] =>
  (time?.stretches ?? []).map(({ lane, from, to, tone, open }) => [lane, from / 1000, to / 1000, tone, open ?? false]);

test('what took how long: evidence, answers by persons, the deploy, the watch; a note that came later adds nothing', () => {
  const time = runTime(deployed);
  expect(drawn(time)).toEqual([
    ['gathering', 2, 10, 'bad', false],
    ['questions', 15, 40, 'careful', false],
    ['deploy', 60, 120, 'good', false],
    ['watch', 121, 1920, 'careful', true],
  ]);
  expect(time?.to).toBe(1_920_000);
});

test('nothing lies outside of a run, whatever its records claim', () => {
  const time = runTime([
    at(100, started),
    at(101, evidence('tests', 'go', { ms: 9e15 })),
    at(102, evidence('a', 'go', { ms: -5 })),
  ]);
  expect(drawn(time)).toEqual([
    ['gathering', 100, 101, 'good', false],
    ['gathering', 102, 102, 'good', false],
  ]);
  expect(runTime([{ seq: 0, t: 'never', type: 'run.start', event: started }])).toBeUndefined();
});

test('half an hour of watching leaves room for the questions: each part has a scale of its own', () => {
  const time = runTime(deployed) as RunTime;
  const parts = partsOf(time);
  expect(parts.map(({ name, from, to }) => [name, from / 1000, to / 1000])).toEqual([
    ['before the launch', 0, 60],
    ['deploy', 60, 120],
    ['after it', 120, 1920],
  ]);
  expect(parts.every(({ left, right }) => right - left > 0.15)).toBe(true);
  expect([placeOf(parts, 0), placeOf(parts, time.to)]).toEqual([0, 1]);
  expect(placeOf(parts, 30_000)).toBeCloseTo((parts[0]?.right ?? 0) / 2);
});

test('a run that launched nothing is one part, and one without any time is not divided by zero', () => {
  const time = runTime([at(5, started)]) as RunTime;
  expect(partsOf(time)).toEqual([{ name: 'the whole run', from: 5000, to: 5000, left: 0, right: 1 }]);
  expect(placeOf(partsOf(time), 5000)).toBe(0);
});
