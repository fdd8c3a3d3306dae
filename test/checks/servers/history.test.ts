import { expect, test } from 'vitest';
import { brokenRuns, changesSince } from '../../../src/checks/servers/history.js';
import { cameOf } from '../../../src/checks/servers/history-came.js';
import type { HostState, PackageEvent } from '../../../src/checks/servers/host-state.js';
import { packages, stateOf } from './grounds.js';

const host = { host: 'web1' };
const upgrade = (at: number, from: string, to: string, more: Partial<PackageEvent> = {}): PackageEvent => ({
  at,
  command: '/usr/bin/unattended-upgrade',
  changes: [
    { name: 'libssl3', from, to },
    { name: 'openssl', from, to },
  ],
  ...more,
});

const debian = (...history: readonly PackageEvent[]): HostState =>
  stateOf('web1', { packages: packages('libssl3=3.0.19-1 openssl', 'openssl=3.0.19-1', 'curl=7-1'), history });

const lines = (state: HostState, since: number): readonly string[] | undefined =>
  changesSince(state, since, host)?.changes.map(({ severity, kind, key }) => `${severity} ${kind} ${key}`);

test('what apt did since the last deploy is what changed, by source', () => {
  const state = debian(upgrade(100, '3.0.15-1', '3.0.17-1'), upgrade(300, '3.0.17-1', '3.0.19-1'));
  expect(lines(state, 200)).toEqual(['no-go upgraded pkg:openssl:3.0.17-1>3.0.19-1:web1']);
  // Twice in a row is one step.
  expect(lines(state, 50)).toEqual(['no-go upgraded pkg:openssl:3.0.15-1>3.0.19-1:web1']);
  expect(lines(state, 300)).toEqual([]);
});

test.each<[string, PackageEvent['changes'], readonly string[]]>([
  ['installed', [{ name: 'nginx', to: '1-1' }], ['warn added pkg:nginx:>1-1:web1']],
  ['removed', [{ name: 'nginx', from: '1-1' }], ['no-go removed pkg:nginx:1-1>:web1']],
  ['downgraded', [{ name: 'curl', from: '8-1', to: '7-1' }], ['warn downgraded pkg:curl:8-1>7-1:web1']],
  ['put there again as it was', [{ name: 'nginx', from: '1-1', to: '1-1' }], []],
  [
    'installed and removed',
    [
      { name: 'nginx', to: '1-1' },
      { name: 'nginx', from: '1-1' },
    ],
    [],
  ],
  [
    'removed and put back',
    [
      { name: 'nginx', from: '1-1' },
      { name: 'nginx', to: '1-1' },
    ],
    [],
  ],
])('%s', (_name, changes, expected) => {
  expect(lines(debian({ at: 100, changes }), 50)).toEqual(expected);
});

test('logs that do not reach back are not all that happened', () => {
  const found = (state: HostState, since: number) => {
    const { whole, reaches } = changesSince(state, since, host) ?? {};
    return { whole, reaches };
  };
  const state = debian(upgrade(100, '1-1', '2-1'));
  expect(found(state, 100)).toEqual({ whole: true, reaches: 100 });
  expect(found(state, 99)).toEqual({ whole: false, reaches: 100 });
  expect(found(debian(), 99)).toEqual({ whole: false, reaches: undefined });
  expect(found({ ...state, unread: { history: 'cut' } }, 200)).toEqual({ whole: false, reaches: 100 });
});

test('without logs nothing is said', () => {
  expect(changesSince(stateOf('web1', {}), 0, host)).toBeUndefined();
  expect(
    changesSince(stateOf('web1', { manager: 'apk', packages: packages('musl=1.2.4-r1') }), 0, host),
  ).toBeUndefined();
});

const redhat = stateOf('web1', {
  manager: 'rpm',
  packages: packages('openssl-libs=1:3.0.7-27.el9 openssl', 'curl=7.76.1-26.el9', 'nginx=1.20.1-14.el9').map(
    (one, i) => ({
      ...one,
      installed: 100 * (i + 1),
    }),
  ),
});

test('rpm says what came, and that is never all', () => {
  expect(changesSince(redhat, 150, host)).toMatchObject({ whole: false });
  expect(lines(redhat, 150)).toEqual([
    'no-go changed pkg:nginx:>1.20.1-14.el9:web1',
    'no-go changed pkg:openssl:>1:3.0.7-27.el9:web1',
  ]);
  expect(lines(redhat, 300)).toEqual([]);
  // That it is there says nothing of a downgrade: no warning for what does not matter.
  expect(lines(redhat, 50)?.filter((line) => line.startsWith('info'))).toEqual([
    'info changed pkg:curl:>7.76.1-26.el9:web1',
  ]);
});

test('when a change came, and who brought it', () => {
  const came = (state: HostState) => changesSince(state, 50, host)?.changes.map((change) => cameOf(change, state));
  expect(came(debian(upgrade(100, '3.0.17-1', '3.0.19-1')))).toEqual([
    { at: 100, by: 'unattended-upgrade', whole: true },
  ]);
  expect(
    came(debian(upgrade(100, '3.0.17-1', '3.0.19-1', { command: 'apt-get -y install openssl libssl3', by: 'ada' }))),
  ).toEqual([{ at: 100, by: 'apt-get install by ada', whole: true }]);
  // Half of it later: it is there when all of it is.
  expect(
    came(
      debian(
        { at: 100, changes: [{ name: 'openssl', from: '3.0.17-1', to: '3.0.19-1' }] },
        { at: 200, changes: [{ name: 'libssl3', from: '3.0.17-1', to: '3.0.19-1' }] },
      ),
    ),
  ).toEqual([{ at: 200, whole: true }]);
  expect(came(redhat)).toEqual([
    { at: 100, whole: true },
    { at: 200, whole: true },
    { at: 300, whole: true },
  ]);
});

test('of what nobody wrote down it is not known when it came', () => {
  const state = debian(upgrade(100, '3.0.17-1', '3.0.19-1'));
  const [change] = changesSince(state, 50, host)?.changes ?? [];
  expect(change).toBeDefined();
  if (change !== undefined) {
    expect(cameOf(change, debian())).toBeUndefined();
    // Another version of it came: that is another change.
    expect(cameOf(change, debian(upgrade(100, '3.0.15-1', '3.0.17-1')))).toBeUndefined();
    const half = { at: 100, changes: [{ name: 'openssl', from: '3.0.17-1', to: '3.0.19-1' }] };
    expect(cameOf(change, debian(half))).toEqual({ at: 100, whole: false });
  }
});

test('runs that were interrupted or failed are told, newest first', () => {
  const state = debian(
    upgrade(100, '1-1', '2-1', { broken: 'it has no end' }),
    upgrade(200, '2-1', '3-1'),
    upgrade(300, '3-1', '4-1', { broken: 'Sub-process /usr/bin/dpkg returned an error code (1)' }),
  );
  expect(brokenRuns(state, 50, 'web1').map(({ key, at }) => [key, at])).toEqual([
    ['apt:300:web1', 300],
    ['apt:100:web1', 100],
  ]);
  expect(brokenRuns(state, 100, 'web1')).toMatchObject([
    { at: 300, command: '/usr/bin/unattended-upgrade', why: 'Sub-process /usr/bin/dpkg returned an error code (1)' },
  ]);
});
