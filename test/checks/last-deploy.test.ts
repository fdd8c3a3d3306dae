import { expect, test } from 'vitest';
import type { PastDeploy } from '../../src/checks/kind.js';
import { lastDeploy, lastDeployItem } from '../../src/checks/last-deploy.js';
import { askedAsBefore, askLastDeploy } from '../../src/engine/ask-last-deploy.js';
import { planRun } from '../../src/engine/plan.js';
import { repository } from '../helpers/repository.js';
import { checklist, contextIn } from './gathering.js';

const now = new Date('2026-11-19T11:00:00Z');
const last: PastDeploy = {
  run: '20261119T084200Z-7f3a',
  commit: '3f2a91c'.padEnd(40, '0'),
  operator: 'ada',
  at: '2026-11-19T09:00:00.000Z',
  outcome: 'unconfirmed',
};
const release = { commit: 'c'.repeat(40), tree: 't', subject: 's' };

test('H5 it is asked before everything else, and can be neither left out nor answered by a machine', () => {
  const [first] = planRun(askLastDeploy(checklist, last, now), [], release, 'production');
  expect(first).toMatchObject({
    id: 'last-deploy',
    question: 'The deploy of 3f2a91c (ada, 2 h ago) was never confirmed. Is it healthy?',
    go: 'yes',
    killer: true,
    phase: 'before',
  });
});

test('after a deploy that nobody saw end it is asked first, too, about what runs there', async () => {
  const asked = askLastDeploy(checklist, { ...last, outcome: 'unknown' }, now);
  const [first] = planRun(asked, [], release, 'production');
  expect(first).toMatchObject({
    id: 'last-deploy',
    question: 'Nobody saw the deploy of 3f2a91c end (ada, 2 h ago). Is what runs there healthy?',
    go: 'yes',
    killer: true,
  });
  const { root } = repository({ 'a.txt': 'a' });
  const found = await lastDeploy.gather?.(asked.checks[0]?.options, await contextIn(root));
  expect(found).toMatchObject({ verdict: 'unknown', summary: 'it started, and nobody knows how it ended' });
});

test.each(['deployed', 'failed', 'rolled-back'])('nothing of the kind after a deploy that is %s', (outcome) => {
  expect(askLastDeploy(checklist, { ...last, outcome }, now)).toBe(checklist);
});

test('a checklist that was read again asks it again', () => {
  const asked = askLastDeploy(checklist, last, now);
  expect(askedAsBefore(checklist, asked).checks).toEqual(asked.checks);
  expect(askedAsBefore(checklist, checklist).checks).toEqual([]);
});

test.each<[Partial<PastDeploy>, string]>([
  [{ handedTo: 'Bob' }, 'ada handed it over to Bob, who has not said anything'],
  [{ leftBecause: 'dinner is on the table' }, 'ada left it unwatched: dinner is on the table'],
  [{}, 'ada left, and nobody knows why'],
])('only a person knows: left with %j', async (how, summary) => {
  const { root } = repository({ 'a.txt': 'a' });
  const { options } = lastDeployItem({ ...last, ...how }, now);
  const found = await lastDeploy.gather?.(options, await contextIn(root));
  expect(found).toMatchObject({ verdict: 'unknown', summary, facts: { run: last.run } });
});
