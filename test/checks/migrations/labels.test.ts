import { describe, expect, test } from 'vitest';
import { findingsOf, forgeOf, labelsFacet, requestsIn } from '../../../src/checks/migrations/labels.js';
import { migrationsOptions } from '../../../src/checks/migrations/options.js';
import { readMigrations } from '../../../src/checks/migrations/read.js';
import { type Answers, forge, hasGh, withEnvironment } from '../../helpers/forge.js';
import { repository } from '../../helpers/repository.js';
import { contextIn } from '../gathering.js';

test.each([
  ['git@github.com:acme/shop.git', 'github'],
  ['https://github.acme.test/acme/shop', 'github'],
  ['ssh://git@gitlab.acme.test:2222/acme/shop.git', 'gitlab'],
  ['https://oauth2:secret@gitlab.com/acme/shop', 'gitlab'],
  ['https://git.acme.test/github/shop', undefined],
  ['/srv/git/github.git', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is at %s', (url, expected) => {
  expect(forgeOf(url)).toBe(expected);
});

const commit = '3f2a91c0000000000000000000000000000000aa';

test.each([
  ['one with the label', [[12, ['bug', 'migration']]], []],
  [
    'in two requests, one with it',
    [
      [12, []],
      [13, ['migration']],
    ],
    [],
  ],
  ['GitLab', [{ iid: 7, labels: ['migration'], state: 'merged' }], []],
  ['without it', [[12, ['migrations']]], ['warn 3f2a91c: #12 brings a migration without [migration]']],
  ['in no request', [], ['warn 3f2a91c: 3f2a91c brings a migration, and was in no request']],
  [
    'an answer that is none',
    [{ message: 'moved' }],
    ['unknown unasked:3f2a91c: nobody knows the labels of 3f2a91c: what the forge said about it cannot be read'],
  ],
])('labels of a commit: %s', (_name, rows, expected) => {
  const found = findingsOf(commit, requestsIn(rows), ['migration'], 'gh');
  expect(found.map(({ key, verdict, text }) => `${verdict} ${key}: ${text}`)).toEqual(expected);
});

describe.skipIf(!hasGh)('labels at GitHub, by the real gh (it and openssl are needed)', () => {
  test('every commit that brings a migration is asked about, and no other', async () => {
    const made = repository({ 'manage.py': '', 'shop/migrations/0001_initial.py': 'x\n' });
    made.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    const from = made.git('rev-parse', 'HEAD');
    const first = made.commit('Rename', { 'shop/migrations/0002_a.py': 'x\n' });
    made.commit('Nothing', { 'README.md': 'x\n' });
    const second = made.commit('Count', { 'shop/migrations/0003_b.py': 'x\n' });
    const path = (id: string): string => `/repos/acme/shop/commits/${id}/pulls?per_page=100`;
    const pull = (number: number, ...labels: readonly string[]): unknown => ({
      number,
      title: 'A change',
      labels: labels.map((name) => ({ name, color: 'fff' })),
    });
    const answers: Answers = { [path(first)]: { body: [pull(12, 'migration')] }, [path(second)]: { body: [pull(13)] } };
    const server = await forge(answers);
    withEnvironment(server.env);
    const previous = { commit: from, sources: ['log'] };
    const context = { ...(await contextIn(made.root)), previous };
    const read = await readMigrations(migrationsOptions.parse({ labels: 'migration' }), context, previous);
    const look = read.known ? read.look : undefined;
    const { facet } = look === undefined ? { facet: undefined } : await labelsFacet(look);
    expect(facet).toMatchObject({ verdict: 'warn', summary: '#13 brings a migration without [migration]' });
    expect(facet?.detail).toEqual([`${second.slice(0, 7)}  #13  no labels`, `${first.slice(0, 7)}  #12  migration`]);
    expect(server.asked.toSorted()).toEqual([path(first), path(second)].toSorted());
  });
});
