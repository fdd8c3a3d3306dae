import { expect, test } from 'vitest';
import type { Checklist, Item, RevisionSource } from '../../src/checklist/model.js';
import { askRevision } from '../../src/checks/ask-revision.js';
import { knownPrevious } from '../../src/checks/known-previous.js';
import { runsRelease } from '../../src/checks/runs-release.js';
import { planRun } from '../../src/engine/plan.js';
import { openSite } from '../engine/watch/site.js';
import { repository } from '../helpers/repository.js';
import { checklist, contextIn, target } from './gathering.js';

const release = { commit: '3f2a91c'.padEnd(40, '0'), tree: 't', subject: 's' };

const item = (kind: string, changes: Partial<Item> = {}): Item => ({
  id: kind,
  kind,
  options: {},
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit.yml', line: 1, col: 1 },
  ...changes,
});

const watch = (changes: Partial<Item> = {}): Item => item('watch', changes);

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

test.each<[string, Partial<Checklist>, readonly RevisionSource[], readonly string[]]>([
  ['nobody asks whether it is known', { checks: [item('ask')] }, [{ file: 'REVISION' }], ['ask', 'known']],
  ['release does', { checks: [item('release'), item('ask')] }, [{ file: 'REVISION' }], ['release', 'ask']],
  [
    'a release that is off',
    { checks: [item('release', { level: 'off' }), item('ask')] },
    [{ file: 'REVISION' }],
    ['release', 'ask', 'known'],
  ],
  ['nobody can be asked', { checks: [item('ask')] }, [{ ref: 'deployed' }], ['ask']],
  ['nobody is to be asked', { checks: [item('ask')], lastDeploy: ['log'] }, [{ file: 'REVISION' }], ['ask']],
  ['nothing at all is asked, which must stay no go', { checks: [] }, [{ file: 'REVISION' }], []],
])('what is asked before the deploy: %s', (_what, changes, revision, ids) => {
  const asked = askRevision({ ...checklist, ...changes }, { ...target, revision });
  expect(asked.checks.map(({ id }) => id)).toEqual(ids);
});

test('a server that could not be asked leaves unknown what runs, where no release asks, too', async () => {
  const context = await contextIn(repository({ a: '' }).root);
  const down = { host: 'web2', error: 'connection refused' };
  const found = { previous: null, servers: [down], serversNotAsked: false };
  expect(await knownPrevious.gather?.({}, { ...context, previousFound: found })).toMatchObject({
    verdict: 'unknown',
    findings: [{ key: 'unasked:web2' }],
  });
  const asked = {
    previous: { commit: context.release.commit, sources: ['servers'] },
    servers: [],
    serversNotAsked: false,
  };
  expect(await knownPrevious.gather?.({}, { ...context, previousFound: asked })).toMatchObject({ verdict: 'go' });
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
