import { expect, test } from 'vitest';
import { counted, item, now, type Sketch, said, statsOf } from './counted.js';

/** Mulberry32: the same numbers every time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function anyRun(below: (limit: number) => number): Sketch {
  const one = <Value>(...values: readonly [Value, ...Value[]]): Value => values[below(values.length)] ?? values[0];
  const started = new Date(now.getTime() - below(60) * 86_400_000 - below(5) * 60_000);
  const minutesLater = (minutes: number): string => new Date(started.getTime() + minutes * 60_000).toISOString();
  return {
    started: started.toISOString(),
    deployed: minutesLater(below(20)),
    ended: minutesLater(30),
    outcome: one(
      'deployed',
      'deployed',
      'unconfirmed',
      'failed',
      'rolled-back',
      'unknown',
      'stopped',
      'dry-run',
      'paused',
    ),
    target: one('production', 'staging'),
    operator: one('Ada L.', 'Bob', 'Grace'),
    damaged: below(20) === 0,
    overrides: below(3),
    ...(below(3) === 0 ? { undone: minutesLater(25) } : {}),
    ...(below(6) === 0 ? { incident: 'down' } : {}),
    ...(below(2) === 0 ? { committed: minutesLater(-below(5000)) } : {}),
    items: ['a', 'b', 'c', 'd']
      .filter(() => below(4) > 0)
      .map((id) =>
        item(
          id,
          one('go', 'warn', 'no-go', 'unknown', 'n/a'),
          ...Array.from({ length: below(3) }, () =>
            said(one('go', 'no-go', 'n/a', 'stop'), one('auto', 'human', 'by-hand', 'override'), { ms: below(9000) }),
          ),
        ),
      ),
  };
}

test.each([1, 2, 3])('the same runs come to the same figures in any order (%i)', (seed) => {
  const below = randomNumbers(seed);
  const runs = Array.from({ length: 400 }, () => counted(anyRun(below)));
  const inOrder = statsOf(runs);
  const shuffled = runs
    .map((run) => ({ run, at: below(1e9) }))
    .sort((a, b) => a.at - b.at)
    .map(({ run }) => run);
  expect(statsOf(shuffled)).toEqual(inOrder);
  const { found, damaged, dryRuns, attempts, outcomes } = inOrder.runs;
  expect(found).toBe(400);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(found - damaged);
  expect(inOrder.targets.reduce((sum, one) => sum + one.attempts, 0)).toBe(attempts);
  expect(inOrder.operators.reduce((sum, one) => sum + one.attempts, 0)).toBe(attempts);
  expect(inOrder.dora.restore.of + inOrder.dora.restore.open).toBe(inOrder.dora.bad);
  expect(dryRuns).toBe(outcomes['dry-run']);
});

test('damaged runs and dry runs are counted, and are in no other figure', () => {
  const runs = [
    counted({ damaged: true, items: [item('a', 'no-go')] }),
    counted({ outcome: 'dry-run', items: [item('a', 'no-go')] }),
  ];
  const { span, items, targets, operators, runs: counts } = statsOf(runs);
  expect(counts).toMatchObject({ found: 2, damaged: 1, dryRuns: 1, attempts: 0 });
  expect([span, items, targets, operators]).toEqual([undefined, [], [], []]);
});

test('times that are none, or lie where no calendar helps, spoil no figure', () => {
  const wild = counted({ started: 'no time at all', deployed: '+275760-09-13T00:00:00Z', launched: '0000-00-00' });
  const { hours, weeks, dora, span } = statsOf([wild, counted()]);
  expect([hours.attempts.flat().reduce((a, b) => a + b, 0), weeks.length, dora.attempts]).toEqual([1, 1, 2]);
  expect(span?.from).toBe(Date.parse('2026-11-19T09:00:00Z'));
});

test('operators: attempts, bad ones and overrides of who started them', () => {
  const sketches: readonly Sketch[] = [
    { operator: 'Bob', overrides: 2 },
    { operator: 'Ada L.' },
    { operator: 'Bob', outcome: 'failed', overrides: 1 },
    { operator: 'Bob', outcome: 'stopped', overrides: 4 },
  ];
  expect(statsOf(sketches.map(counted)).operators).toEqual([
    { operator: 'Bob', attempts: 2, bad: 1, overrides: 3 },
    { operator: 'Ada L.', attempts: 1, bad: 0, overrides: 0 },
  ]);
});
