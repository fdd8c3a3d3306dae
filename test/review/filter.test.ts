import { expect, test } from 'vitest';
import { type Filter, passesFilter } from '../../src/review/filter.js';
import type { RunFacts } from '../../src/run/run-facts.js';
import type { RunDigest } from '../../src/run/summary.js';

const digest: RunDigest = {
  ...{ schema: 1, run: '20261119T084200Z-7f3a1c22d0', app: 'shop', target: 'production', operator: 'Ada Lovelace' },
  ...{ started: '2026-11-19T08:42:00.500Z', ended: null, from: null, to: 'a'.repeat(40), outcome: 'failed' },
  ...{ overrides: 1, records: 3, head: 'b'.repeat(64), overridden: [] },
};
const facts: RunFacts = {
  subject: 'Round half a cent',
  items: [
    { id: 'tests', worst: 'no-go', answers: [{ answer: 'go', how: 'override', ms: 900 }] },
    { id: 'window', worst: 'go', answers: [{ answer: 'go', how: 'auto', ms: 0 }] },
  ],
  notes: [],
};

test.each<[name: string, filter: Filter, passes: boolean]>([
  ['nothing', {}, true],
  ['the very moment it began', { since: new Date('2026-11-19T08:42:00.500Z') }, true],
  ['a moment later', { since: new Date('2026-11-19T08:42:00.501Z') }, false],
  ['until the very moment it began', { until: new Date('2026-11-19T08:42:00.500Z') }, false],
  ['until a moment later', { until: new Date('2026-11-19T08:42:00.501Z') }, true],
  ['a part of the name, in capitals', { operator: 'LOVE' }, true],
  ['another name', { operator: 'per' }, false],
  ['its target', { target: 'production' }, true],
  ['a part of its target', { target: 'prod' }, false],
  ['its outcome', { outcome: 'failed' }, true],
  ['another outcome', { outcome: 'deployed' }, false],
  ['an item that was looked at', { item: 'window' }, true],
  ['an item that was not', { item: 'backup' }, false],
  ['an override', { override: true }, true],
  ['an override of the item', { override: true, item: 'tests' }, true],
  ['an override of an item that was not overridden', { override: true, item: 'window' }, false],
  ['two of which one does not hold', { operator: 'ada', target: 'staging' }, false],
])('a run is looked for by %s', (_name, filter, passes) => {
  expect(passesFilter(filter, { digest, facts })).toBe(passes);
});

test('the facts of a run are not asked for where its digest is enough', () => {
  const unread = {
    digest,
    get facts(): RunFacts {
      throw new Error('facts were read');
    },
  };
  expect(passesFilter({ operator: 'ada', target: 'production', outcome: 'failed' }, unread)).toBe(true);
  expect(passesFilter({ operator: 'per', override: true }, unread)).toBe(false);
});
