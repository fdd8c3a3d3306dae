import { expect, test } from 'vitest';
import { commitIn } from '../../../src/world/revision/commit-in.js';

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
