import { expect, test } from 'vitest';
import { diffLocked } from '../../../src/checks/pins/lock-diff.js';
import type { Ecosystem, PinsPart } from '../../../src/checks/pins/model.js';

const part = (
  locked: Record<string, string> | undefined,
  name = 'package.json',
  ecosystem: Ecosystem = 'npm',
): PinsPart => ({
  ...{ ecosystem, name, files: [], direct: [], whole: true, fine: {}, findings: [] },
  ...(locked === undefined ? {} : { locked: new Map(Object.entries(locked)) }),
});

test('majors first, then what went back, what is gone, what is newer, and what is new', () => {
  const before = {
    up: '1.2.0',
    major: '1.9.0',
    down: '2.1.0',
    gone: '1.0.0',
    same: '1.0.0',
    twice: '1.0.0',
    odd: 'main',
  };
  const after = {
    up: '1.10.0',
    major: '2.0.0',
    down: '2.0.9',
    came: '0.1.0',
    same: '1.0.0',
    twice: '1.0.0, 2.0.0',
    odd: 'next',
  };
  expect(diffLocked([part(before)], [part(after)])).toEqual([
    { key: 'npm:major:2.0.0', text: 'major 1.9.0 → 2.0.0 (major)' },
    { key: 'npm:twice:2.0.0', text: 'twice 1.0.0 → 2.0.0 (major)' },
    { key: 'npm:down:2.0.9', text: 'down 2.1.0 → 2.0.9 (older)' },
    { key: 'npm:gone:removed', text: 'gone 1.0.0 is gone' },
    { key: 'npm:odd:next', text: 'odd main → next' },
    { key: 'npm:up:1.10.0', text: 'up 1.2.0 → 1.10.0' },
    { key: 'npm:came:0.1.0', text: 'came 0.1.0 is new' },
  ]);
});

test.each<[Ecosystem, string, string, string]>([
  ['python', '4.2.0rc1', '4.2.0', 'x 4.2.0rc1 → 4.2.0'],
  ['ruby', '7.0.8.1', '7.0.8', 'x 7.0.8.1 → 7.0.8 (older)'],
  ['ruby', '7.1.0.rc1', '7.1.0', 'x 7.1.0.rc1 → 7.1.0'],
  ['go', 'v1.9.1', 'v1.10.0', 'x v1.9.1 → v1.10.0'],
  ['composer', 'v6.4.1', 'v7.0.0', 'x v6.4.1 → v7.0.0 (major)'],
  ['cargo', '1.0.200', '1.0.99', 'x 1.0.200 → 1.0.99 (older)'],
])('%s %s to %s: %s', (ecosystem, from, to, text) => {
  const changes = diffLocked([part({ x: from }, 'sub/file', ecosystem)], [part({ x: to }, 'sub/file', ecosystem)]);
  expect(changes).toEqual([{ key: `${ecosystem === 'python' ? 'py' : ecosystem}:sub:x:${to}`, text }]);
});

test('a manifest that came or went is one change, and one that cannot be compared is told', () => {
  expect(diffLocked([], [part({ a: '1', b: '2' })]).map(({ text }) => text)).toEqual([
    'package.json is new, with 2 packages',
  ]);
  expect(diffLocked([part({ a: '1' })], []).map(({ text }) => text)).toEqual(['package.json is gone']);
  expect(diffLocked([part({ a: '1' })], [part(undefined)]).map(({ key }) => key)).toEqual(['npm:package.json:went']);
  expect(diffLocked([part(undefined)], [part({ a: '1' })]).map(({ key }) => key)).toEqual(['npm:package.json:came']);
  expect(diffLocked([part(undefined)], [part(undefined)])).toEqual([]);
});

test('of many changes 500 are told one by one, and another rest is another finding', () => {
  const all = (to: string) => Object.fromEntries(Array.from({ length: 30_000 }, (_none, at) => [`p${at}`, to]));
  const first = diffLocked([part(all('1.0.0'))], [part(all('1.0.1'))]);
  expect([first.length, first.at(-1)?.text]).toEqual([501, '29500 more changes']);
  expect(diffLocked([part(all('1.0.0'))], [part(all('1.0.2'))]).at(-1)?.key).not.toBe(first.at(-1)?.key);
});
