import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/run/summary.js';
import { toEntry } from '../../../src/ui/browser/entry.js';
import { sift, siftInto, sorts } from '../../../src/ui/browser/sift.js';
import { answer, evidence, started } from '../../run/facts.js';
import { entryOf, openedRun, runId } from './opened-runs.js';

const release = started.release;
const quiet = entryOf(openedRun(runId(1), [started, evidence('tests', 'go')]));
const overridden = entryOf(
  openedRun(runId(2), [
    { ...started, operator: { ...started.operator, name: 'Per M.' }, target: 'staging' },
    evidence('libs', 'no-go'),
    answer('libs', 'go', { how: 'override', reason: 'Tried under load for a day' }),
    { type: 'run.end', outcome: 'failed', exit: 12, confirmed: false, counts: { overrides: 1, byHand: 0, unknown: 0 } },
  ]),
);
const damaged = entryOf(
  openedRun(runId(3), [{ ...started, release: { ...release, commit: 'abcdef0'.padEnd(40, '1') } }]),
  'record 3 was changed',
);
const all = [quiet, overridden, damaged];

test.each([
  ['', [quiet, overridden, damaged]],
  ['per', [overridden]],
  ['PER staging', [overridden]],
  ['per production', []],
  ['failed', [overridden]],
  ['under load', [overridden]],
  ['libs', [overridden]],
  ['tests', [quiet]],
  ['round cent', [quiet, overridden, damaged]],
  ['3f2a91c', [quiet, overridden]],
  ['2a91c00', []],
  ['abcd', [damaged]],
  ['8c67', [quiet, overridden, damaged]],
  ['damaged', [damaged]],
  ['broken off', []],
  ['override', [overridden]],
])('the filter %j leaves what holds every word of it', (query, found) => {
  expect(sift(all, query, 'newest')).toEqual(found);
});

test('a run in which something was overridden or was a no-go is one to jump to', () => {
  expect(all.map(({ loud }) => loud)).toEqual([false, true, false]);
});

const outcomes: readonly Outcome[] = ['deployed', 'failed', 'no-go', 'stopped', 'unknown'];
const many = Array.from({ length: 60 }, (_, n) =>
  toEntry({
    digest: {
      ...quiet.digest,
      run: `2026${String(12 - Math.floor(n / 5)).padStart(2, '0')}01T084200Z-${String(99 - n).padStart(10, '0')}`,
      operator: ['Ada', 'Per', 'Olga'][n % 3] ?? '',
      overrides: (n * 7) % 4,
      outcome: outcomes[n % outcomes.length] ?? 'deployed',
      started: '2026-11-19T08:00:00.000Z',
      ended: new Date(Date.parse('2026-11-19T08:00:00.000Z') + ((n * 37) % 50) * 60_000).toISOString(),
    },
    facts: { subject: '', items: [], notes: [] },
    damaged: n % 11 === 0,
  }),
);

test.each(sorts)('read in slices, the list by %s is the one that would come from all at once', (sort) => {
  for (const query of ['', 'ada', 'failed']) {
    let shown = sift(many.slice(0, 7), query, sort);
    for (let from = 7; from < many.length; from += 9) {
      shown = siftInto(shown, many.slice(from, from + 9), query, sort);
    }

    expect(shown).toEqual(sift(many, query, sort));
  }
});

test('the worst outcome comes first, and what is damaged before it', () => {
  const [first, , , , , , second] = sift(many, '', 'outcome');
  expect([first?.damaged, second?.digest.outcome]).toEqual([true, 'unknown']);
  expect(sift(many, '', 'overrides')[0]?.digest.overrides).toBe(3);
  expect(sift(many, '', 'longest')[0]?.lengthMs).toBe(49 * 60_000);
});
