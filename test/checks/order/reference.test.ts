import { expect, test } from 'vitest';
import { placeOfRemote, referencesIn } from '../../../src/checks/order/reference.js';

const id = 'abcdef0123'.repeat(4);

test.each([
  [
    'https://github.com/Acme/schemas/pull/12',
    { is: 'request', repo: 'github.com/acme/schemas', number: 12, forge: 'github' },
  ],
  [
    'https://github.com/acme/schemas/pull/12/files?x=1#y',
    { is: 'request', repo: 'github.com/acme/schemas', number: 12, forge: 'github' },
  ],
  [
    'https://git.acme.test/a/b/schemas/-/merge_requests/3',
    { is: 'request', repo: 'git.acme.test/a/b/schemas', number: 3, forge: 'gitlab' },
  ],
  ['schemas#12', { is: 'request', repo: 'schemas', number: 12 }],
  ['acme/schemas#12', { is: 'request', repo: 'acme/schemas', number: 12 }],
  ['#12', { is: 'request', repo: undefined, number: 12 }],
  ['schemas@77AB123', { is: 'commit', repo: 'schemas', commit: '77ab123' }],
  [`https://github.com/acme/schemas/commit/${id}`, { is: 'commit', repo: 'github.com/acme/schemas', commit: id }],
  [`I${id.toUpperCase()}`, { is: 'change', id: `I${id}` }],
])('%s is a reference', (value, expected) => {
  expect(referencesIn(value)).toEqual([expected]);
});

test.each([
  'the other one',
  'schemas@main',
  'schemas@',
  `I${id}0`,
  'https://gerrit.acme.test/c/schemas/+/1234',
  'https://acme.test/wiki',
  '--upload-pack=x#1',
  '$(id)#1',
  '-c@abcdef0',
  '\u001B[31m#1',
  'schemas#99999999999',
  'a#1'.repeat(400),
  Array.from({ length: 21 }, () => 'schemas#1').join(' '),
])('%s is none, in words', (value) => {
  expect(referencesIn(value)).toEqual([{ is: 'unreadable', why: expect.any(String) }]);
});

test('several in one trailer', () => {
  expect(referencesIn('schemas#1, events@1234567')).toHaveLength(2);
  expect(referencesIn('schemas#1 and more')).toMatchObject([{ is: 'unreadable' }]);
});

test.each([
  ['git@github.com:acme/Schemas.git', 'github.com/acme/schemas'],
  ['ssh://git@git.acme.test:29418/acme/schemas', 'git.acme.test/acme/schemas'],
  ['https://ada:secret@github.com/acme/schemas.git/', 'github.com/acme/schemas'],
  ['/srv/git/schemas.git', undefined],
  ['../schemas', undefined],
])('the remote %s is at %s', (url, place) => {
  expect(placeOfRemote(url)).toBe(place);
});
