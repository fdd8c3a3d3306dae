import { expect, test } from 'vitest';
import type { HostState } from '../../../src/checks/servers/host-state.js';
import type { Snapshot } from '../../../src/checks/servers/snapshot.js';
import { snapshotJson, snapshotOf } from '../../../src/checks/servers/snapshot-of.js';
import { readSnapshot } from '../../../src/checks/servers/snapshot-read.js';

const moment = {
  commit: '3f2a91c',
  run: '20261119T0842Z-7f3a',
  at: new Date('2026-11-19T08:42:00Z'),
  healthy: true,
} as const;

const state: HostState = {
  host: 'web1',
  os: 'debian 12',
  kernel: '6.1.0-27-amd64',
  manager: 'dpkg',
  packages: [{ name: 'libssl3', version: '3.0.19-1', source: 'openssl' }],
  python: [
    { root: '/srv/venv', version: '3.11.2', ssl: 'OpenSSL 3.0.19', dists: [{ name: 'django', version: '4.2' }] },
  ],
  node: [{ root: '/srv/web', dists: [], error: 'no hidden lock file' }],
  twice: [{ program: 'uwsgi', library: 'libssl', files: ['/a/libssl.so.1', '/b/libssl.so.3'] }],
  bundled: ['/srv/venv/x.libs/libz.so'],
  libraries: [{ library: 'libssl', soname: 'libssl.so.3' }],
  missing: [{ file: '/srv/venv/_pq.so', library: 'libpq.so.5' }],
  user: 'deploy',
  now: 1,
  stale: [],
  unread: {},
};

const probes = { driver: { state: 'failed', text: 'died with SIGSEGV', failing: ['psycopg2'] } } as const;

test('a snapshot comes back from its JSON as it was', () => {
  const snapshot = snapshotOf(state, { ...moment, probes });

  expect(readSnapshot(snapshotJson(snapshot))).toEqual(snapshot);
  expect(snapshot).toMatchObject({ v: 1, host: 'web1', at: '2026-11-19T08:42:00.000Z', healthy: true, probes });
});

test('what is true at that moment only is not kept', () => {
  expect(Object.keys(snapshotOf(state, moment)).sort()).toEqual(
    'at bundled commit healthy host kernel libraries manager missing node os packages python run twice v'.split(' '),
  );
});

test('equal states are equal texts, in whatever order they were put together', () => {
  const turned = Object.fromEntries(Object.entries(snapshotOf(state, moment)).reverse()) as unknown as Snapshot;

  expect(snapshotJson(turned)).toBe(snapshotJson(snapshotOf(state, moment)));
  expect(snapshotJson(turned)).toMatch(/^\{"at":"2026-11-19T08:42:00\.000Z","bundled":\["/);
});

test('a part that is not complete is left out: it would look like less than there was', () => {
  const unread = { python: 'it took too long', twice: '9 of 12 processes of the app readable', bundled: 'x', ldd: 'x' };

  const snapshot = snapshotOf({ ...state, unread }, moment);

  expect(Object.keys(snapshot)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(python|twice|bundled|libraries|missing)$/)]),
  );
  expect(snapshot.node).toBeDefined();
});

test('where nothing of the app ran, that nothing was loaded twice is no knowledge', () => {
  const processes = { of: 'units', readable: 9, unreadable: 0, appReadable: 0, app: 0 } as const;

  expect(snapshotOf({ ...state, twice: [], processes }, moment).twice).toBeUndefined();
  expect(snapshotOf({ ...state, twice: [] }, moment).twice).toEqual([]);
});

test.each<[string, HostState]>([
  [
    'its packages are not known: dpkg-query: error',
    { host: 'web1', os: 'debian 12', kernel: '6.1', unread: { packages: 'dpkg-query: error' } },
  ],
  ['its packages are not known: they were not asked for', { host: 'web1', os: 'debian 12', kernel: '6.1', unread: {} }],
  ['the answer ended before it', { host: 'web1', unread: { id: 'the answer ended before it' } }],
])('without its packages there is no snapshot: %s', (why, partial) => {
  expect(() => snapshotOf(partial, moment)).toThrow(why);
});

const json = (change: object): string => JSON.stringify({ ...snapshotOf(state, moment), ...change });

test.each([
  ['it is not a snapshot: it is not JSON', 'hello'],
  ['it is not a snapshot: it has no version', '[]'],
  ['it is not a snapshot: it has no version', '{"packages":[]}'],
  ['it is a snapshot of a version that is not known here (2); this shipit knows 1', json({ v: 2 })],
  ['it is a snapshot of a version that is not known here (in no known form)', json({ v: '1' })],
  ['it is not a whole snapshot: packages is not as it should be', json({ packages: undefined })],
  [
    'it is not a whole snapshot: packages.0.name is not as it should be',
    json({ packages: [{ version: '1', source: 'x' }] }),
  ],
  ['it is not a whole snapshot: healthy is not as it should be', json({ healthy: 'yes' })],
  ['it is not a whole snapshot: at is not as it should be', json({ at: 'yesterday' })],
  ['it is not a whole snapshot', json({ more: 1 })],
])('%s', (why, text) => {
  expect(() => readSnapshot(text)).toThrow(why);
});

test('a probe may be called like anything, also like what objects have', () => {
  const named = JSON.parse('{"__proto__":{"state":"ok","text":"passed"}}');
  const text = snapshotJson(snapshotOf(state, { ...moment, probes: named }));

  expect(text).toContain('"probes":{"__proto__":{"state":"ok","text":"passed"}}');
});
