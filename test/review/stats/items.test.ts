import { expect, test } from 'vitest';
import type { ItemFlag } from '../../../src/review/stats/stats.js';
import type { ItemFacts } from '../../../src/run/run-facts.js';
import { counted, item, said, statsOf } from './counted.js';

test('of an item is told what machines found, what people said and how long they looked', () => {
  const runs = [
    item('tests', 'go', said('go', 'auto')),
    item('tests', 'no-go', said('go', 'override', { ms: 9000 })),
    item('tests', 'unknown', said('go', 'by-hand', { ms: 3000 }), said('no-go', 'human', { ms: 1000 })),
    item('tests', 'warn', said('go', 'accepted-warning', { ms: 2000 }), said('stop', 'human', { ms: 500 })),
    item('tests', 'n/a'),
  ].map((tests) => counted({ items: [tests] }));
  expect(statsOf(runs).items).toMatchObject([
    {
      id: 'tests',
      runs: 5,
      worst: { go: 1, warn: 1, unknown: 1, noGo: 1 },
      asked: 5,
      go: 2,
      no: 2,
      onScreen: { median: 2000, of: 5 },
      overridden: 1,
    },
  ]);
});

test('the last no-go is the newest run in which a machine or a person said no', () => {
  const runs = [
    counted({ started: '2026-11-01T09:00:00Z', items: [item('a', 'no-go')] }),
    counted({ started: '2026-11-03T09:00:00Z', items: [item('a', 'go', said('stop'))] }),
    counted({ started: '2026-11-02T09:00:00Z', items: [item('a', 'go', said('no-go'))] }),
    counted({ started: '2026-11-04T09:00:00Z', items: [item('a', 'warn')] }),
  ];
  expect(statsOf(runs).items[0]?.lastNoGo).toEqual({ run: runs[1]?.digest.run, started: '2026-11-03T09:00:00Z' });
});

test('overrides are told with how those deploys ended; one that was taken back is none', () => {
  const overridden = [item('a', 'no-go', said('go', 'override'))];
  const runs = [
    counted({ items: overridden }),
    counted({ items: overridden, incident: 'down' }),
    counted({ items: overridden, outcome: 'rolled-back' }),
    counted({ items: overridden, outcome: 'stopped' }),
    counted({ items: [item('a', 'no-go', said('go', 'override'), said('go'))] }),
    counted({ items: [item('a', 'no-go', said('go', 'override'), said('stop'))], outcome: 'no-go' }),
  ];
  expect(statsOf(runs).items[0]).toMatchObject({
    overridden: 5,
    overriddenBad: 2,
    overriddenIncidents: 1,
    overriddenEnds: { deployed: 2, unconfirmed: 0, failed: 0, 'rolled-back': 1, unknown: 0, none: 2, open: 0 },
  });
});

const many = (count: number, one: ItemFacts): readonly ItemFacts[] => Array.from({ length: count }, () => one);
const quick = said('go', 'human', { ms: 900 });

test.each<[name: string, items: readonly ItemFacts[], flags: readonly ItemFlag[]]>([
  ['ten quick answers, all go', many(10, item('a', 'warn', quick)), ['autopilot']],
  ['nine are too few', many(9, item('a', 'warn', quick)), []],
  ['somebody said no once', [...many(20, item('a', 'warn', quick)), item('a', 'warn', said('no-go'))], []],
  [
    'an override is no thoughtless go',
    [...many(20, item('a', 'warn', quick)), item('a', 'warn', said('go', 'override'))],
    [],
  ],
  ['people look for two seconds', many(10, item('a', 'warn', said('go', 'human', { ms: 2000 }))), []],
  ['shipit itself is no person', many(19, item('a', 'go', said('go', 'auto'))), []],
  ['twenty runs, and it found nothing', many(20, item('a', 'go', said('go', 'auto'))), ['never-fired']],
  ['n/a is nothing found', [...many(20, item('a', 'go')), item('a', 'n/a', said('n/a'))], ['never-fired']],
  ['a warning is something', [...many(20, item('a', 'go')), item('a', 'warn', said('go', 'accepted-warning'))], []],
  ['nobody could find out, once', [...many(20, item('a', 'go')), item('a', 'unknown', said('go', 'by-hand'))], []],
  ['only people know, and none said no', many(20, item('a', 'n/a', said('go'))), ['never-fired']],
  ['both', many(20, item('a', 'n/a', quick)), ['autopilot', 'never-fired']],
])('flags: %s', (_name, items, flags) => {
  expect(statsOf(items.map((one) => counted({ items: [one] }))).items[0]?.flags).toEqual(flags);
});
