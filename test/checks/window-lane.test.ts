import { expect, test } from 'vitest';
import type { Item } from '../../src/checklist/model.js';
import type { GatherContext } from '../../src/checks/kind.js';
import { window } from '../../src/checks/window.js';
import type { Evidence } from '../../src/run/evidence.js';
import { calendar, facet, freeze, step } from './looking.js';

const laneItem = { id: 'way', kind: 'lane', level: 'block', facets: {} } as unknown as Item;

/** Looks on a Thursday at noon; counts how often the lane was asked for. */
async function lookIn(lane: string | null, allow: readonly string[], when = '2026-11-19', checks = [laneItem]) {
  let asked = 0;
  const freezes = [freeze(when, { name: 'sale', allow })];
  const context = {
    checklist: { calendar: { ...calendar, freezes }, deploy: { steps: [step] }, checks },
    now: new Date('2026-11-19T11:42:00+03:00'),
    evidenceOf: async (id: string) => {
      asked += id === 'way' ? 1 : 0;
      return { facts: { lane } } as unknown as Evidence;
    },
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  } as unknown as GatherContext;
  const found = await window.gather?.(window.options.parse({}), context);
  return { freeze: facet(found ?? { summary: '' }, 'freeze'), asked };
}

test.each<[string, string | null, readonly string[], string, string]>([
  [
    'a hotfix passes, and says so',
    'hotfix',
    ['hotfix'],
    'go',
    'sale until Fri 20 Nov 00:00 lets hotfix pass, and this is a hotfix',
  ],
  [
    'the train does not',
    'train',
    ['hotfix'],
    'no-go',
    'sale until Fri 20 Nov 00:00 (it lets only hotfix pass, and this is the train)',
  ],
  [
    'both may',
    'train',
    ['train', 'hotfix'],
    'go',
    'sale until Fri 20 Nov 00:00 lets train and hotfix pass, and this is the train',
  ],
  [
    'an unknown lane does not',
    null,
    ['hotfix'],
    'no-go',
    'sale until Fri 20 Nov 00:00 (it lets hotfix pass, but which lane this is, is not known)',
  ],
  ['nobody may', 'hotfix', [], 'no-go', 'sale until Fri 20 Nov 00:00'],
])('of a freeze: %s', async (_name, lane, allow, verdict, summary) => {
  expect((await lookIn(lane, allow)).freeze).toMatchObject({ verdict, summary });
});

test('the lane is waited for only where it matters now', async () => {
  expect((await lookIn('hotfix', ['hotfix'])).asked).toBe(1);
  expect(await lookIn('hotfix', ['hotfix'], '2026-11-20')).toMatchObject({ asked: 0, freeze: { verdict: 'go' } });
  expect((await lookIn('hotfix', [])).asked).toBe(0);
  const without = await lookIn('hotfix', ['hotfix'], '2026-11-19', []);
  expect(without).toMatchObject({
    asked: 0,
    freeze: {
      verdict: 'no-go',
      summary: 'sale until Fri 20 Nov 00:00 (it lets hotfix pass, but no item `lane` says which lane this is)',
    },
  });
});
