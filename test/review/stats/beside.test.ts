import { expect, test } from 'vitest';
import { standingOf } from '../../../src/review/stats/standing.js';
import type { Standing } from '../../../src/review/stats/stats.js';
import type { ItemFacts } from '../../../src/run/run-facts.js';
import { counted, item, said, statsOf } from './counted.js';

test.each<[name: string, item: ItemFacts, standing: Standing]>([
  ['it passed by itself', item('a', 'go', said('go', 'auto')), 'auto'],
  ['looked at, nothing asked', item('a', 'go'), 'auto'],
  ['a person said go', item('a', 'n/a', said('go')), 'human'],
  ['an override', item('a', 'no-go', said('go', 'override')), 'overridden'],
  [
    'one facet overridden',
    item('a', 'no-go', said('go', 'override', { facet: 'x' }), said('go', 'human', { facet: 'y' })),
    'overridden',
  ],
  ['an override that was answered again', item('a', 'no-go', said('go', 'override'), said('go', 'human')), 'human'],
  [
    'an override, then a stop: that answers nothing',
    item('a', 'no-go', said('go', 'override'), said('stop')),
    'overridden',
  ],
  ['by hand', item('a', 'unknown', said('go', 'by-hand')), 'by-hand'],
  ['a warning accepted', item('a', 'warn', said('go', 'accepted-warning')), 'accepted-warning'],
  ['n/a by a machine', item('a', 'n/a'), 'n/a'],
  ['n/a by a person', item('a', 'go', said('n/a')), 'n/a'],
])('how an item stood: %s', (_name, facts, standing) => {
  expect(standingOf(facts)).toBe(standing);
});

const overridden = item('servers', 'no-go', said('go', 'override'));
const passed = item('servers', 'go', said('go', 'auto'));

test('beside bad attempts stands what was overridden before them, and before the others', () => {
  const runs = [
    counted({ outcome: 'failed', items: [overridden] }),
    counted({ outcome: 'rolled-back', items: [overridden] }),
    counted({ incident: 'down', items: [passed] }),
    counted({ items: [overridden] }),
    counted({ items: [passed] }),
    counted({ items: [overridden], outcome: 'stopped' }),
  ];
  expect(statsOf(runs).beside).toMatchObject([
    {
      id: 'servers',
      bad: { attempts: 3, standings: { overridden: 2, auto: 1, absent: 0 } },
      good: { attempts: 2, standings: { overridden: 1, auto: 1 } },
    },
  ]);
});

test('what other runs to the same target were asked is missing in those that were not', () => {
  const backup = item('backup', 'n/a', said('go'));
  const runs = [
    counted({ outcome: 'failed', items: [passed] }),
    counted({ items: [passed, backup] }),
    counted({ outcome: 'failed', target: 'staging', items: [passed] }),
  ];
  const { beside, bad } = statsOf(runs);
  expect(beside.map(({ id, bad: { attempts, standings } }) => [id, standings.absent, attempts])).toEqual([
    ['backup', 1, 1],
    ['servers', 0, 2],
  ]);
  expect(bad.map(({ target, items }) => [target, items])).toEqual([
    ['staging', []],
    ['production', [{ id: 'backup', standing: 'absent' }]],
  ]);
});

test('what is asked after the deploy, or by shipit itself, could not have stopped it', () => {
  const runs = [
    counted({
      outcome: 'rolled-back',
      items: [{ ...item('healthy', 'no-go'), after: true }, item('last-deploy', 'go')],
    }),
    counted({ items: [item('last-deploy', 'no-go', said('go', 'override'))] }),
  ];
  expect(statsOf(runs)).toMatchObject({ beside: [], bad: [{ items: [] }] });
});

test('the newest bad attempts are told one by one, with their incidents, and no more than a hundred', () => {
  const days = Array.from({ length: 250 }, (_, n) =>
    counted({ outcome: 'failed', started: new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString() }),
  );
  const { bad, dora } = statsOf([...days].reverse());
  expect(dora.bad).toBe(250);
  expect([bad.length, bad[0]?.run, bad[99]?.run]).toEqual([100, days[249]?.digest.run, days[150]?.digest.run]);
  expect(statsOf([counted({ incident: 'Checkout was down' })]).bad[0]).toMatchObject({
    outcome: 'deployed',
    incidents: ['Checkout was down'],
  });
});
