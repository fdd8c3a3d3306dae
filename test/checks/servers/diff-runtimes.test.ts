import { expect, test } from 'vitest';
import { type DiffOptions, diffGround, type GroundRead } from '../../../src/checks/servers/diff.js';
import type { Ground, NodeRuntime, PythonRuntime } from '../../../src/checks/servers/snapshot.js';
import { ground } from './grounds.js';

const python = (given: Partial<PythonRuntime>, ...dists: readonly string[]): Ground => ({
  ...ground('libssl3=3.0.17-1 openssl', 'python3.11=3.11.2-6'),
  python: [{ root: '/srv/venv', version: '3.11.2', ssl: 'OpenSSL 3.0.17', dists: distsOf(dists), ...given }],
});

const node = (given: Partial<NodeRuntime>, ...dists: readonly string[]): Ground => ({
  ...ground(),
  node: [{ root: '/srv/app', version: '20.19.0', dists: distsOf(dists), ...given }],
});

const distsOf = (dists: readonly string[]) =>
  dists.map((one) => ({ name: one.slice(0, one.lastIndexOf('=')), version: one.slice(one.lastIndexOf('=') + 1) }));

const lines = (before: Ground, now: GroundRead, options: Partial<DiffOptions> = {}): readonly string[] =>
  diffGround(before, now, { host: 'web1', ...options }).changes.map(
    (one) => `${one.severity} ${'kind' in one ? `${one.kind} ` : ''}${one.key}`,
  );

test.each([
  ['no-go upgraded python:/srv/venv:requests:2.30.0>2.31.0:web1', ['requests=2.30.0'], ['requests=2.31.0']],
  ['no-go downgraded python:/srv/venv:requests:2.31.0>2.30.0:web1', ['requests=2.31.0'], ['requests=2.30.0']],
  ['no-go upgraded python:/srv/venv:celery:5.3rc1>5.3:web1', ['celery=5.3rc1'], ['celery=5.3']],
  ['no-go changed python:/srv/venv:own:main>next:web1', ['own=main'], ['own=next']],
  ['no-go added python:/srv/venv:ipdb:>0.13:web1', [], ['ipdb=0.13']],
  ['no-go removed python:/srv/venv:ipdb:0.13>:web1', ['ipdb=0.13'], []],
])('somebody ran pip on the server: %s', (expected, before, now) => {
  expect(lines(python({}, ...before), python({}, ...now))).toEqual([expected]);
});

test.each([
  ['no-go upgraded node:/srv/app:express:4.18.2>5.0.0:web1', ['express=4.18.2'], ['express=5.0.0']],
  ['no-go added node:/srv/app:a/node_modules/@s/b:>1.0.0:web1', [], ['a/node_modules/@s/b=1.0.0']],
])('somebody ran npm on the server: %s', (expected, before, now) => {
  expect(lines(node({}, ...before), node({}, ...now))).toEqual([expected]);
});

test('what the release’s own lock files change is no news', () => {
  const explained = { python: ['requests'], node: ['@s/b'] };
  expect(lines(python({}, 'requests=2.30', 'a=1'), python({}, 'requests=2.31', 'a=2'), { explained })).toEqual([
    'no-go upgraded python:/srv/venv:a:1>2:web1',
    'info upgraded python:/srv/venv:requests:2.30>2.31:web1',
  ]);
  expect(
    lines(node({}, 'a/node_modules/@s/b=1.0.0', 'b=1.0.0'), node({}, 'a/node_modules/@s/b=2.0.0', 'b=2.0.0'), {
      explained,
    }),
  ).toEqual([
    'no-go upgraded node:/srv/app:b:1.0.0>2.0.0:web1',
    'info upgraded node:/srv/app:a/node_modules/@s/b:1.0.0>2.0.0:web1',
  ]);
});

test('another python is a no-go; where a package brought it, that is told once', () => {
  expect(lines(python({}), python({ version: '3.12.1' }))).toEqual([
    'no-go upgraded python:/srv/venv:3.11.2>3.12.1:web1',
  ]);
  const upgraded = ground('libssl3=3.0.17-1 openssl', 'python3.11=3.11.9-1').packages;
  expect(lines(python({}), { ...python({ version: '3.11.9' }), packages: upgraded })).toEqual([
    'no-go upgraded pkg:python3.11:3.11.2-6>3.11.9-1:web1',
    'info upgraded python:/srv/venv:3.11.2>3.11.9:web1',
  ]);
});

test('another TLS library in python is a no-go; where a package brought it, that is told once', () => {
  const now = python({ ssl: 'OpenSSL 3.0.19' });
  const key = 'python-ssl:/srv/venv:OpenSSL%203.0.17>OpenSSL%203.0.19:web1';
  expect(lines(python({}), now)).toEqual([`no-go changed ${key}`]);
  const upgraded = ground('libssl3=3.0.19-1 openssl', 'python3.11=3.11.2-6').packages;
  expect(lines(python({}), { ...now, packages: upgraded })).toEqual([
    'no-go upgraded pkg:openssl:3.0.17-1>3.0.19-1:web1',
    `info changed ${key}`,
  ]);
  // Not loadable at all is never explained.
  expect(lines(python({}), { ...python({ ssl: 'ERROR no module' }), packages: upgraded })[1]).toContain(
    'no-go changed python-ssl:',
  );
});

test.each<[string, GroundRead]>([
  ['with its reason', python({ error: 'it took too long' })],
  ['with no python to run', { ...python({}), python: [{ root: '/srv/venv', dists: [] }] }],
])('a runtime that cannot be read has lost nothing: %s', (_name, now) => {
  const found = diffGround(python({}, 'requests=2.30'), now, { host: 'web1' });
  expect(found.changes).toEqual([]);
  expect(found.notCompared).toEqual([{ part: 'python', of: '/srv/venv', side: 'now', why: expect.any(String) }]);
});

test('a runtime that was not known before is not new everything', () => {
  const now = python({}, 'requests=2.30');
  expect(diffGround({ ...now, python: [] }, now, { host: 'web1' })).toMatchObject({
    changes: [],
    notCompared: [{ part: 'python', of: '/srv/venv', side: 'before' }],
  });
  const { python: _, ...unread } = now;
  expect(diffGround(now, { ...unread, unread: { python: 'cut' } }, { host: 'web1' })).toMatchObject({
    changes: [],
    notCompared: [{ part: 'python', side: 'now', why: 'cut' }],
  });
});

test('a python that is told no more where it is still looked for is not known; where nobody looks, nothing is said', () => {
  const before = python({}, 'requests=2.30');
  const asked = {
    ...before,
    python: [],
    node: [{ root: '/srv/venv', version: '20.19.0', dists: distsOf(['a=1.0.0']) }],
  };
  expect(diffGround(before, asked, { host: 'web1' }).notCompared).toContainEqual({
    part: 'python',
    of: '/srv/venv',
    side: 'now',
  });
  expect(diffGround(before, { ...before, python: [] }, { host: 'web1' })).toMatchObject({
    changes: [],
    notCompared: [],
  });
});

test('another program that was upgraded explains no other python', () => {
  const before = { ...python({}), packages: ground('php8.2=8.2.1-1', 'gnutls28=3.7-1').packages };
  const now = {
    ...python({ version: '3.12.1', ssl: 'OpenSSL 3.0.19' }),
    packages: ground('php8.2=8.2.2-1', 'gnutls28=3.8-1').packages,
  };
  expect(lines(before, now).filter((line) => line.includes('python'))).toEqual([
    'no-go changed python-ssl:/srv/venv:OpenSSL%203.0.17>OpenSSL%203.0.19:web1',
    'no-go upgraded python:/srv/venv:3.11.2>3.12.1:web1',
  ]);
});
