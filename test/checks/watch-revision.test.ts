import { expect, test } from 'vitest';
import type { Verdict } from '../../src/checklist/model.js';
import { askRunning, commitIn, type Running, revisionFacet } from '../../src/checks/watch-revision.js';
import { openSite } from '../engine/watch/site.js';

const release = { commit: '3f2a91c'.padEnd(40, '0'), tree: 't', subject: 's' };

test.each<[string, readonly Running[], Verdict, string]>([
  ['nobody to ask', [], 'n/a', 'the target names no `revision` to ask'],
  ['the release', [{ host: 'web1', commit: release.commit }], 'go', 'web1 runs 3f2a91c'],
  [
    'shortened',
    [
      { host: 'web1', commit: '3F2A91C' },
      { host: 'web2', commit: '3f2a91c00' },
    ],
    'go',
    '2 hosts run 3f2a91c',
  ],
  [
    'H7 web2 still on the old revision',
    [
      { host: 'web1', commit: '3f2a91c' },
      { host: 'web2', commit: '8c6783b' },
    ],
    'no-go',
    'web2 still runs 8c6783b',
  ],
  [
    'one cannot be asked',
    [
      { host: 'web1', commit: '3f2a91c' },
      { host: 'web2', error: 'no route' },
    ],
    'unknown',
    'web2: no route',
  ],
  [
    'one is wrong and one cannot be asked',
    [
      { host: 'web1', error: 'no route' },
      { host: 'web2', commit: '8c6783b' },
    ],
    'no-go',
    'web2 still runs 8c6783b',
  ],
  ['too short to tell', [{ host: 'web1', commit: '3f2' }], 'no-go', 'web1 still runs 3f2'],
])('facet revision: %s', (_what, running, verdict, summary) => {
  expect(revisionFacet(release, running)).toMatchObject({ verdict, summary });
});

test.each([
  ['a page that is nothing else', {}, '3f2a91c\n', '3f2a91c'],
  ['json', { json: 'build.commit' }, '{"build": {"commit": "3F2A91C0"}}', '3f2a91c0'],
  ['json without it', { json: 'build.commit' }, '{"build": 7}', undefined],
  ['json that is none', { json: 'build' }, '<html>', undefined],
  ['a prototype is no commit', { json: 'constructor.name' }, '{}', undefined],
  ['xml', { xml: '/about/commit' }, '<about a="1"><title>x</title><commit t="2">3f2a91c</commit></about>', '3f2a91c'],
  ['xml without it', { xml: '/about/commit' }, '<about></about><commit>3f2a91c</commit>', undefined],
  ['a pattern', { match: 'commit ([0-9a-f]+)' }, 'shop 2, commit 3f2a91c.', '3f2a91c'],
  ['a login page', {}, '<!doctype html>', undefined],
])('the commit in %s', async (_what, form, page, commit) => {
  expect(await commitIn(page, form)).toBe(commit);
});

test('a page on which the pattern takes for ever says nothing, in words', async () => {
  await using site = await openSite();
  site.says(200, `${'a'.repeat(40)}!`);
  const limits = { timeoutMs: 5000, signal: new AbortController().signal };
  const { host } = new URL(site.url);
  expect(await askRunning([{ url: site.url, match: '^(?:\\w+\\s?)*([0-9a-f]+)$' }], limits)).toEqual([
    { host, error: 'the pattern takes too long on this text' },
  ]);
});

test('addresses are asked from here; hosts are not, and a ref says nothing about what runs', async () => {
  await using site = await openSite();
  site.says(200, '{"commit": "3f2a91c"}');
  const limits = { timeoutMs: 5000, signal: new AbortController().signal };
  const sources = [{ url: site.url, json: 'commit' }, { file: 'REVISION' }, { ref: 'deployed' }];
  const { host } = new URL(site.url);
  expect(await askRunning(sources, limits)).toEqual([
    { host, commit: '3f2a91c' },
    { host: 'the hosts', error: 'this version cannot ask them' },
  ]);
  site.says(503);
  expect(await askRunning(sources.slice(0, 1), limits)).toEqual([
    { host, error: 'the address answers with status 503' },
  ]);
});
