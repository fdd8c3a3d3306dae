import { expect, test } from 'vitest';
import { diffGround } from '../../../src/checks/servers/diff.js';
import type { LoadedTwice } from '../../../src/checks/servers/snapshot.js';
import { ground } from './grounds.js';

const system = '/usr/lib/x86_64-linux-gnu/libssl.so.3';
const wheel = (release: string): string =>
  `/srv/${release}/venv/lib/python3.11/site-packages/psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o`;
const twice = (program: string, ...files: readonly string[]): LoadedTwice => ({ program, library: 'libssl', files });

const found = (before: readonly LoadedTwice[] | undefined, now: readonly LoadedTwice[]) => {
  const { twice: _, ...unread } = ground();
  const old = before === undefined ? unread : { ...unread, twice: before };
  return diffGround(old, { ...ground(), twice: now }, { host: 'web1' }).twice;
};

test('S4 a bundled libssl and the system’s own in one process: no-go the first time', () => {
  const expected = {
    key: 'twice:libssl:psycopg2:web1',
    severity: 'no-go',
    library: 'libssl',
    module: 'psycopg2',
    programs: ['uwsgi'],
    newIn: ['uwsgi'],
    files: [wheel('a'), system],
  };
  expect(found([], [twice('uwsgi', system, wheel('a'))])).toEqual([expected]);
  expect(found(undefined, [twice('uwsgi', system, wheel('a'))])).toEqual([expected]);
  expect(diffGround(undefined, { twice: [twice('uwsgi', system, wheel('a'))] }, { host: 'web1' }).twice).toEqual([
    expected,
  ]);
});

test('S4 at the baseline already: told, and no more; also in the folder of another release', () => {
  const [one] = found([twice('uwsgi', system, wheel('a'))], [twice('uwsgi', wheel('b'), system)]);
  expect(one).toMatchObject({ severity: 'info', key: 'twice:libssl:psycopg2:web1', newIn: [] });
  // What is replaced on disk since is what waits for the restart; it was loaded twice before.
  expect(
    found([twice('uwsgi', system, wheel('a'))], [twice('uwsgi', `${system} (deleted)`, wheel('a'))]),
  ).toMatchObject([{ severity: 'info' }]);
});

test('another version of it, or another program that does it, is new', () => {
  const other = wheel('a').replace('1.0.2o', '1.1.1');
  expect(found([twice('uwsgi', system, wheel('a'))], [twice('uwsgi', system, other)])).toMatchObject([
    { severity: 'no-go' },
  ]);
  expect(
    found(
      [twice('uwsgi', system, wheel('a'))],
      [twice('celery', system, wheel('a')), twice('uwsgi', system, wheel('a'))],
    ),
  ).toMatchObject([{ severity: 'no-go', programs: ['celery', 'uwsgi'], newIn: ['celery'] }]);
});

test.each([
  [['/v/lib/python3/site-packages/psycopg2_binary.libs/libssl-8bb9.so.1.1', system], 'psycopg2_binary'],
  [['/v/lib/python3/dist-packages/_ssl.cpython-311-x86_64-linux-gnu.so', system], '_ssl'],
  [['/srv/app/node_modules/@s/tls/build/libssl.so.1.1', system], '@s/tls'],
  [['/v/site-packages/b.libs/libssl.so.1.1', '/v/site-packages/a/libssl.so.1.0'], 'a+b'],
  [['/opt/openssl/lib/libssl.so.1.1', system], 'uwsgi'],
])('who brings the second one, of %j: %s', (files, module) => {
  expect(found([], [twice('uwsgi', ...files)])[0]).toMatchObject({ module });
});

test('a library that a module needs and that is not there: no-go when it is new', () => {
  const file = (release: string): string => `/srv/${release}/venv/lib/python3.11/site-packages/psycopg2/_psycopg.so`;
  const missing = (before: readonly string[] | undefined, now: readonly string[]) => {
    const of = (files: readonly string[]) => files.map((one) => ({ file: one, library: 'libpq.so.5' }));
    const { missing: _, ...unread } = ground();
    return diffGround(
      before === undefined ? unread : { ...unread, missing: of(before) },
      { ...ground(), missing: of(now) },
      { host: 'web1' },
    ).missing.map(({ key, severity }) => `${severity} ${key}`);
  };
  expect(missing([], [file('a')])).toEqual(['no-go missing:libpq.so.5:psycopg2:web1']);
  expect(missing(undefined, [file('a')])).toEqual(['no-go missing:libpq.so.5:psycopg2:web1']);
  expect(missing([file('a')], [file('b')])).toEqual(['info missing:libpq.so.5:psycopg2:web1']);
  expect(missing([file('a')], [file('b'), '/usr/lib/uwsgi/psgi_plugin.so'])).toEqual([
    'no-go missing:libpq.so.5:uwsgi/psgi_plugin.so:web1',
    'info missing:libpq.so.5:psycopg2:web1',
  ]);
});

test('a bundled library that came though no distribution changed is a warning', () => {
  const before = { ...ground(), bundled: [wheel('a')] };
  const now = { ...ground(), bundled: [wheel('b').replace('1.0.2o', '1.1.1')] };
  const lines = (from: typeof before, to: typeof now & { readonly unread?: Readonly<Record<string, string>> }) =>
    diffGround(from, to, { host: 'web1' }).changes.map(({ key, severity }) => `${severity} ${key}`);
  expect(lines(before, { ...before, bundled: [wheel('b')] })).toEqual([]);
  expect(lines(before, now)).toEqual([
    'warn bundled:added:psycopg2/.libs/libssl-8bb9b3dd.so.1.1.1:web1',
    'warn bundled:removed:psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o:web1',
  ]);
  const venv = (version: string) => [{ root: '/v', version: '3.11.2', dists: [{ name: 'psycopg2', version }] }];
  expect(lines({ ...before, python: venv('2.7.3') }, { ...now, python: venv('2.7.4') })).toEqual([
    'no-go python:/v:psycopg2:2.7.3>2.7.4:web1',
    'info bundled:added:psycopg2/.libs/libssl-8bb9b3dd.so.1.1.1:web1',
    'info bundled:removed:psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o:web1',
  ]);
  expect(lines(before, { ...ground(), bundled: [], unread: { bundled: 'it took too long' } })).toEqual([]);
});
