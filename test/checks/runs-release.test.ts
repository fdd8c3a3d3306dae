import { expect, test } from 'vitest';
import type { Item, RevisionSource } from '../../src/checklist/model.js';
import { askRevision, runsRelease } from '../../src/checks/runs-release.js';
import { planRun } from '../../src/engine/plan.js';
import { openSite } from '../engine/watch/site.js';
import { repository } from '../helpers/repository.js';
import { checklist, contextIn, target } from './gathering.js';

const release = { commit: '3f2a91c'.padEnd(40, '0'), tree: 't', subject: 's' };

const watch = (changes: Partial<Item> = {}): Item => ({
  id: 'watch',
  kind: 'watch',
  options: {},
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit.yml', line: 1, col: 1 },
  ...changes,
});

test.each<[string, readonly RevisionSource[], readonly Item[], readonly string[]]>([
  ['a file on the hosts, and nobody watches', [{ file: 'REVISION' }], [], ['revision']],
  ['an address', [{ url: 'https://shop.test/' }], [], ['revision']],
  ['a ref only, which is moved by the deploy itself', [{ ref: 'deployed' }], [], []],
  ['nothing that could be asked', [], [], []],
  ['a watch that asks already', [{ file: 'REVISION' }], [watch()], ['watch']],
  ['a watch that is off', [{ file: 'REVISION' }], [watch({ level: 'off' })], ['revision', 'watch']],
  ['a watch on some days', [{ file: 'REVISION' }], [watch({ when: { days: ['mon'] } })], ['revision', 'watch']],
  ['a watch without that facet', [{ file: 'REVISION' }], [watch({ facets: { revision: 'off' } })], ['watch']],
])('what is asked after the deploy with %s', (_what, revision, after, ids) => {
  const asked = askRevision({ ...checklist, after }, { ...target, revision });
  expect(asked.after.map(({ id }) => id)).toEqual(ids);
  expect(askRevision(asked, { ...target, revision })).toEqual(asked);
});

test('its question names the commit', () => {
  const asked = askRevision(checklist, { ...target, revision: [{ file: 'REVISION' }] });
  expect(planRun(asked, [], release, 'production').at(-1)).toMatchObject({
    id: 'revision',
    phase: 'after',
    question: 'Does every host run 3f2a91c?',
    level: 'block',
  });
});

test('H7: what an address still runs is a no-go, with a finding that names it', async () => {
  await using site = await openSite();
  site.says(200, '8c6783b');
  const { host } = new URL(site.url);
  const context = await contextIn(repository({ a: '' }).root, {
    release,
    target: { ...target, revision: [{ url: site.url }] },
    timeoutMs: 10_000,
  });
  expect(await runsRelease.gather?.({}, context)).toMatchObject({
    verdict: 'no-go',
    summary: `${host} still runs 8c6783b`,
    findings: [{ key: `8c6783b:${host}` }],
  });
});
