import { expect, test } from 'vitest';
import type { Item, Level } from '../../src/checklist/model.js';
import { type WhenContext, whyNotApplicable } from '../../src/engine/when.js';
import type { Evidence } from '../../src/run/evidence.js';
import { withDependents } from '../../src/run/freshness.js';
import type { PlannedItem } from '../../src/run/plan.js';

const item = (level: Level): Item => ({ id: 'way', kind: 'lane', level, facets: {} }) as unknown as Item;

const inLane = (lane: string | null | undefined, checks = [item('block')]): WhenContext =>
  ({
    checklist: { checks },
    target: { name: 'production' },
    now: new Date(0),
    tz: 'UTC',
    evidenceOf: async (id: string) =>
      id === 'way' && lane !== undefined ? ({ facts: { lane } } as unknown as Evidence) : undefined,
  }) as unknown as WhenContext;

test.each([
  ['in its lane', inLane('train'), undefined],
  ['in the other lane', inLane('hotfix'), 'only in the train lane, and this is a hotfix'],
  ['in a lane that is not known', inLane(null), undefined],
  ['while nobody has looked', inLane(undefined), undefined],
  ['without an item that knows it', inLane('hotfix', []), undefined],
  ['with one that is off', inLane('hotfix', [item('off')]), undefined],
])('an item of the train %s', async (_name, context, why) => {
  expect(await whyNotApplicable({ lane: ['train'] }, context)).toBe(why);
  expect(await whyNotApplicable({ lane: ['train', 'hotfix'] }, context)).toBeUndefined();
});

test('what goes by the lane is looked at again with it', () => {
  const planned = (id: string, changes: Partial<PlannedItem> = {}) =>
    ({ id, kind: id, phase: 'before', ...changes }) as PlannedItem;
  const lane = planned('lane');
  const signoff = planned('signoff', { when: { lane: ['train'] } });
  const later = planned('later', { when: { lane: ['train'] }, phase: 'after' });
  expect(withDependents([lane, signoff, planned('tests'), later], [lane])).toEqual([lane, signoff]);
});

test('an item that goes by what another found applies where that found something that is no problem', async () => {
  const found = (facts: object): WhenContext =>
    ({ evidenceOf: async () => ({ verdict: 'go', findings: [], facts }), target: {} }) as unknown as WhenContext;
  expect(await whyNotApplicable({ found: 'migrations' }, found({ found: true }))).toBeUndefined();
  expect(await whyNotApplicable({ found: 'migrations' }, found({ found: false }))).toBe('migrations found nothing');
  expect(await whyNotApplicable({ found: 'tests' }, found({}))).toBe('tests found nothing');
});
