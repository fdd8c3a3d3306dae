import { expect, test } from 'vitest';
import { counted, type Sketch, statsOf } from './counted.js';

const minutes = (count: number): number => count * 60_000;

test.each<[name: string, run: Sketch, attempts: number, deployments: number, bad: number]>([
  ['deployed', {}, 1, 1, 0],
  ['deployed, never confirmed', { outcome: 'unconfirmed' }, 1, 1, 0],
  ['rolled back: it was live, and it was bad', { outcome: 'rolled-back' }, 1, 1, 1],
  ['failed', { outcome: 'failed' }, 1, 0, 1],
  ['an unknown end', { outcome: 'unknown' }, 1, 0, 1],
  ['deployed, and somebody was hurt', { incident: 'Checkout was down' }, 1, 1, 1],
  ['failed, and somebody was hurt: once', { outcome: 'failed', incident: 'Checkout was down' }, 1, 0, 1],
  ['stopped', { outcome: 'stopped' }, 0, 0, 0],
  ['an incident of a run that launched nothing', { outcome: 'stopped', incident: 'By hand' }, 0, 0, 0],
  ['no-go', { outcome: 'no-go' }, 0, 0, 0],
  ['interrupted', { outcome: 'interrupted' }, 0, 0, 0],
  ['running now', { outcome: 'running' }, 0, 0, 0],
  ['paused', { outcome: 'paused' }, 0, 0, 0],
  ['a dry run', { outcome: 'dry-run' }, 0, 0, 0],
  ['damaged: nobody can say what it was', { damaged: true }, 0, 0, 0],
])('attempts, deployments and bad ones: %s', (_name, sketch, attempts, deployments, bad) => {
  const { dora, runs } = statsOf([counted(sketch)]);
  expect([dora.attempts, dora.deployments, dora.bad]).toEqual([attempts, deployments, bad]);
  expect([runs.attempts, runs.deployments]).toEqual([attempts, deployments]);
});

test('what made attempts bad is told by reason, and an incident beside it', () => {
  const sketches: readonly Sketch[] = [
    { outcome: 'failed' },
    { outcome: 'rolled-back', incident: 'Checkout was down' },
    { outcome: 'unknown' },
  ];
  expect(statsOf(sketches.map(counted)).dora.badBy).toEqual({ failed: 1, rolledBack: 1, unknown: 1, incident: 1 });
});

test('frequency: deployments per day and week of the span, which never is less than a day', () => {
  const runs = ['2026-11-06T09:00:00Z', '2026-11-13T09:00:00Z'].map((started) => counted({ started }));
  expect(statsOf(runs).dora).toMatchObject({ perDay: 2 / 14, perWeek: 1 });
  expect(statsOf([counted({ started: '2026-11-20T08:59:00Z' })]).dora.perDay).toBe(1);
  expect(statsOf([]).dora).toMatchObject({ perDay: undefined, perWeek: undefined, failShare: undefined });
});

test.each([
  ['first run to now', {}, '2026-11-19T09:00:00.000Z', '2026-11-20T09:00:00.000Z'],
  ['as asked', { since: new Date('2026-11-01'), until: new Date('2026-11-20') }, '2026-11-01', '2026-11-20'],
  ['never beyond now', { until: new Date('2027-01-01') }, '2026-11-19T09:00:00.000Z', '2026-11-20T09:00:00.000Z'],
  [
    'to the last run of a clock that was ahead',
    { now: new Date('2026-11-01') },
    '2026-11-19T09:00:00.000Z',
    '2026-11-19T09:10:00.000Z',
  ],
])('the span: %s', (_name, options, from, to) => {
  const { span } = statsOf([counted()], options);
  expect([span?.from, span?.to]).toEqual([Date.parse(from), Date.parse(to)]);
});

test('lead time: from the median commit to the end of the deploy, where both are known', () => {
  const sketches: readonly Sketch[] = [
    { committed: '08:10' },
    { committed: '07:10' },
    { committed: '05:10', outcome: 'rolled-back' },
    { committed: '01:00', outcome: 'failed' },
    { outcome: 'unconfirmed' },
    { committed: '09:30' },
  ];
  expect(statsOf(sketches.map(counted)).dora.leadTime).toEqual({ median: minutes(120), of: 3, unknown: 2 });
});

const bad = (change: Sketch = {}): Sketch => ({ outcome: 'failed', deployed: '09:10', ...change });

test.each<[name: string, runs: readonly Sketch[], median: number | undefined, open: number]>([
  ['the next deployment that was well', [bad(), { deployed: '09:40' }], minutes(30), 0],
  [
    'the first of several',
    [{ deployed: '11:00' }, bad(), { deployed: '09:40' }, { deployed: '10:00' }],
    minutes(30),
    0,
  ],
  ['not one before it', [{ deployed: '09:00' }, bad()], undefined, 1],
  ['not one to another target', [bad(), { deployed: '09:40', target: 'staging' }], undefined, 1],
  [
    'not one that was bad itself',
    [bad(), { deployed: '09:40', incident: 'down' }, { deployed: '10:10' }],
    minutes(45),
    0,
  ],
  ['its own roll-back', [bad({ outcome: 'rolled-back', undone: '09:15' }), { deployed: '09:40' }], minutes(5), 0],
  ['a roll-back that nobody saw end, but judged', [bad({ outcome: 'rolled-back', ended: '09:30' })], minutes(20), 0],
  ['not a roll-back after which it still ran', [bad({ undone: '09:15', rollBack: 'not-back' })], undefined, 1],
  [
    'a deployment before the own roll-back',
    [bad({ outcome: 'rolled-back', undone: '12:00' }), { deployed: '09:20' }],
    minutes(10),
    0,
  ],
  [
    'an unknown end counts from the end of its run',
    [bad({ outcome: 'unknown', deployed: '', ended: '09:20' }), { deployed: '09:40' }],
    minutes(20),
    0,
  ],
  ['a deployment that nobody confirmed counts', [bad(), { outcome: 'unconfirmed', deployed: '09:40' }], minutes(30), 0],
])('time to restore: %s', (_name, sketches, median, open) => {
  const { restore } = statsOf(sketches.map(counted)).dora;
  expect([restore.median, restore.open]).toEqual([median, open]);
});

test('time to restore: who made it well again may not be among the runs that are counted', () => {
  const later = counted({ deployed: '09:40', operator: 'Bob' });
  const { dora } = statsOf([counted(bad())], {}, [later, counted({ damaged: true, deployed: '09:20' })]);
  expect(dora.restore).toEqual({ median: minutes(30), of: 1, open: 0 });
  expect(dora.attempts).toBe(1);
});

test('by target: each has figures of its own, the busiest first', () => {
  const sketches: readonly Sketch[] = [{ target: 'staging' }, {}, { outcome: 'failed' }];
  expect(statsOf(sketches.map(counted)).targets).toMatchObject([
    { target: 'production', attempts: 2, failShare: 0.5, restore: { open: 1 } },
    { target: 'staging', attempts: 1, failShare: 0, restore: { open: 0 } },
  ]);
});
