import { expect, test } from 'vitest';
import { diffGround, type GroundRead } from '../../../src/checks/servers/diff.js';
import type { PackageChange } from '../../../src/checks/servers/diff-model.js';
import type { Ground, PackageManager, Snapshot } from '../../../src/checks/servers/snapshot.js';
import { ground } from './grounds.js';

const diff = (before: Partial<Ground> | undefined, now: GroundRead) => diffGround(before, now, { host: 'web1' });

const packageChanges = (before: Partial<Ground>, now: GroundRead): readonly PackageChange[] =>
  diff(before, now).changes.flatMap((one) => (one.what === 'package' ? [one] : []));

/** `no-go upgraded pkg:…`. */
const lines = (before: Partial<Ground>, now: GroundRead): readonly string[] =>
  diff(before, now).changes.map((one) => `${one.severity} ${'kind' in one ? `${one.kind} ` : ''}${one.key}`);

const nothing = { changes: [], twice: [], missing: [], probes: [], notCompared: [] };

test('S1 nothing changed: nothing is different, also of two snapshots', () => {
  const state = ground(
    'libssl3=3.0.17-1 openssl',
    'curl=7.88.1-10',
    'linux-image-1=6.1 linux',
    'linux-image-2=6.2 linux',
  );
  const snapshot: Snapshot = {
    ...state,
    v: 1,
    host: 'web1',
    at: '2026-11-19T09:00:00Z',
    commit: 'a',
    run: 'r',
    healthy: true,
  };
  expect(diff(state, state)).toEqual(nothing);
  const later: Snapshot = { ...snapshot, at: '2026-11-20T09:00:00Z', commit: 'b', run: 's' };
  expect(diff(snapshot, later)).toEqual(nothing);
});

test('S2 openssl upgraded: its binaries are one change, a no-go', () => {
  const before = ground(
    'libssl3=3.0.17-1 openssl',
    'openssl=3.0.17-1',
    'libssl-dev=3.0.17-1 openssl',
    'curl=7.88.1-10',
  );
  const now = ground('libssl3=3.0.19-1 openssl', 'openssl=3.0.19-1', 'libssl-dev=3.0.19-1 openssl', 'curl=7.88.1-10');
  const [change, ...others] = packageChanges(before, now);
  expect(others).toEqual([]);
  expect(change).toMatchObject({
    key: 'pkg:openssl:3.0.17-1>3.0.19-1:web1',
    severity: 'no-go',
    kind: 'upgraded',
    class: 'TLS',
    source: 'openssl',
    from: '3.0.17-1',
    to: '3.0.19-1',
  });
  expect(change?.binaries.map(({ name, class: of }) => `${name} ${of}`)).toEqual([
    'libssl-dev harmless',
    'libssl3 TLS',
    'openssl TLS',
  ]);
});

test.each<[string, PackageManager, string, string, string]>([
  [
    'S9',
    'dpkg',
    'libpq5=15.19-0+deb12u1',
    'libpq5=15.18-0+deb12u1',
    'no-go downgraded pkg:libpq5:15.19-0+deb12u1>15.18-0+deb12u1:web1',
  ],
  [
    'S9',
    'dpkg',
    'openssh-server=1:9.2p1-2+deb12u6',
    'openssh-server=1:9.2p1-2+deb12u10',
    'info upgraded pkg:openssh-server:1:9.2p1-2+deb12u6>1:9.2p1-2+deb12u10:web1',
  ],
  [
    'S9',
    'dpkg',
    'openssh-server=1:9.2p1-2+deb12u10',
    'openssh-server=1:9.2p1-2+deb12u6',
    'warn downgraded pkg:openssh-server:1:9.2p1-2+deb12u10>1:9.2p1-2+deb12u6:web1',
  ],
  ['major', 'dpkg', 'curl=7.88.1-10', 'curl=8.5.0-2', 'warn upgraded pkg:curl:7.88.1-10>8.5.0-2:web1'],
  ['major', 'dpkg', 'curl=8.5.0-2', 'curl=8.6.0-1', 'info upgraded pkg:curl:8.5.0-2>8.6.0-1:web1'],
  ['system', 'dpkg', 'tzdata=2024a-0', 'tzdata=2025b-0', 'warn upgraded pkg:tzdata:2024a-0>2025b-0:web1'],
  [
    'rpm',
    'rpm',
    'openssl-libs=1:3.0.7-24.el9 openssl',
    'openssl-libs=1:3.0.7-27.el9 openssl',
    'no-go upgraded pkg:openssl:1:3.0.7-24.el9>1:3.0.7-27.el9:web1',
  ],
  [
    'apk',
    'apk',
    'libcrypto3=3.1.4-r5 openssl',
    'libcrypto3=3.1.4-r4 openssl',
    'no-go downgraded pkg:openssl:3.1.4-r5>3.1.4-r4:web1',
  ],
  ['no direction', 'apk', 'busybox=1.36.1_foo', 'busybox=1.36.2', 'warn changed pkg:busybox:1.36.1_foo>1.36.2:web1'],
  ['no direction', 'none', 'busybox=1', 'busybox=2', 'warn changed pkg:busybox:1>2:web1'],
])('%s with %s: %s, now %s', (_scenario, manager, before, now, expected) => {
  expect(lines({ ...ground(before), manager }, { ...ground(now), manager })).toEqual([expected]);
});

test.each([
  ['warn added pkg:openssl:>3.0.19-1:web1', [], ['libssl3=3.0.19-1 openssl']],
  ['no-go removed pkg:openssl:3.0.19-1>:web1', ['libssl3=3.0.19-1 openssl'], []],
  ['info added pkg:htop:>3.2-1:web1', [], ['htop=3.2-1']],
  ['warn removed pkg:htop:3.2-1>:web1', ['htop=3.2-1'], []],
  ['info removed pkg:vim:9-1>:web1', ['vim=9-1'], []],
  ['info added pkg:linux-signed-amd64:>6.1.2-1:web1', [], ['linux-image-6.1.0-28-amd64=6.1.2-1 linux-signed-amd64']],
  // The name of the binary changed: openssl did not go, and did not come.
  ['no-go upgraded pkg:openssl:1.1.1n-0>3.0.19-1:web1', ['libssl1.1=1.1.1n-0 openssl'], ['libssl3=3.0.19-1 openssl']],
  // What does not matter shall not speak for what does.
  [
    'no-go upgraded pkg:openssl:3.0.17-1>3.0.19-1:web1',
    ['libssl3=3.0.17-1 openssl'],
    ['libssl3=3.0.19-1 openssl', 'libssl-doc=3.0.20-1 openssl'],
  ],
  // A binary moved to another source: it counts as what it was as well.
  ['no-go upgraded pkg:mylibs:1.0-1>1.1-1:web1', ['libtls9=1.0-1 openssl'], ['libtls9=1.1-1 mylibs']],
])('%s', (expected, before, now) => {
  expect(lines(ground('apt=2.6-1', ...before), ground('apt=2.6-1', ...now))).toEqual([expected]);
});

test('several kernels side by side are a set: a new one beside them is an upgrade, an old one that goes is removed', () => {
  const of = (...versions: readonly string[]): Ground => ({
    ...ground(...versions.map((one) => `kernel-core=0:5.14.0-${one}.el9 kernel`)),
    manager: 'rpm',
  });
  expect(lines(of('70', '80'), of('70', '80'))).toEqual([]);
  expect(lines(of('80', '70'), of('70', '80'))).toEqual([]);
  expect(lines(of('70', '80'), of('70', '80', '90'))).toEqual([
    'warn upgraded pkg:kernel:0:5.14.0-80.el9>0:5.14.0-90.el9:web1',
  ]);
  expect(lines(of('70', '80'), of('80', '90'))).toEqual([
    'warn upgraded pkg:kernel:0:5.14.0-80.el9>0:5.14.0-90.el9:web1',
  ]);
  expect(lines(of('70', '80'), of('80'))).toEqual(['info removed pkg:kernel:0:5.14.0-70.el9>:web1']);
  expect(lines(of('70', '80'), of('70'))).toEqual(['info downgraded pkg:kernel:0:5.14.0-80.el9>0:5.14.0-70.el9:web1']);
});

test('an architecture that only one of them names makes nothing new', () => {
  expect(lines(ground('libc6:amd64=2.36-9', 'libssl3:amd64=3-1'), ground('libc6=2.36-9', 'libssl3=3-1'))).toEqual([]);
  expect(lines(ground('libc6=2.36-9'), ground('libc6=2.36-9', 'libc6:i386=2.36-9'))).toEqual([
    'warn added pkg:libc6:i386:>2.36-9:web1',
  ]);
});

test('what could not be read is not gone', () => {
  const before = ground('libssl3=3.0.17-1 openssl', 'curl=7-1');
  const { packages: _, ...unread } = ground();
  expect(diff(before, { ...unread, unread: { packages: 'the answer ended before it' } })).toEqual({
    ...nothing,
    notCompared: [{ part: 'packages', side: 'now', why: 'the answer ended before it' }],
  });
  expect(diff(before, ground())).toEqual({
    ...nothing,
    notCompared: [{ part: 'packages', side: 'now', why: 'no package is named any more' }],
  });
  expect(diff(before, { ...ground(), manager: 'none' }).changes).toEqual([]);
  expect(diff(unread, before)).toEqual({ ...nothing, notCompared: [{ part: 'packages', side: 'before' }] });
});

test('of a part that is not whole only what it shows is believed', () => {
  const before = ground('libssl3=3.0.17-1 openssl', 'curl=7-1', 'nginx=1-1');
  const now = { ...ground('libssl3=3.0.19-1 openssl', 'htop=1-1'), unread: { packages: 'it took too long' } };
  expect(lines(before, now)).toEqual([
    'no-go upgraded pkg:openssl:3.0.17-1>3.0.19-1:web1',
    'info added pkg:htop:>1-1:web1',
  ]);
  expect(diff(before, now).notCompared).toEqual([{ part: 'packages', side: 'now', why: 'it took too long' }]);
});

test('a package that dpkg did not finish is a no-go, with nothing to compare as well', () => {
  const now = { ...ground(), halfConfigured: ['iU libssl3', 'iF nginx'] };
  expect(diff(undefined, now).changes.map(({ key, severity }) => `${severity} ${key}`)).toEqual([
    'no-go half:iF%20nginx:web1',
    'no-go half:iU%20libssl3:web1',
  ]);
});

test.each([
  ['debian 12', 'debian 13', 'no-go'],
  ['debian 12', 'ubuntu 12', 'no-go'],
  ['alpine 3.19.1', 'alpine 3.20.0', 'warn'],
  ['rhel 9.3', 'rhel 9.4', 'warn'],
])('the system was %s and is %s: %s', (from, to, severity) => {
  expect(diff({ ...ground(), os: from }, { ...ground(), os: to }).changes).toMatchObject([
    { what: 'os', severity, from, to, key: `os:${from}>${to}:web1`.replaceAll(' ', '%20') },
  ]);
});

test('another kernel runs: a warning', () => {
  expect(lines({ ...ground(), kernel: '6.1.0-27' }, { ...ground(), kernel: '6.1.0-28' })).toEqual([
    'warn kernel:6.1.0-27>6.1.0-28:web1',
  ]);
});

test('the order in which packages are told changes nothing, and the other way round it is the other way round', () => {
  const before = ground('a=1-1', 'b=1-1', 'nginx=1.22-1', 'libssl3=3.0.17-1 openssl', 'openssl=3.0.17-1', 'c=2-1 b');
  const now = ground('a=2-1', 'd=1-1', 'nginx=1.20-1', 'libssl3=3.0.19-1 openssl', 'openssl=3.0.19-1', 'c=1-1 b');
  const found = diff(before, now);
  const shuffled = (of: Ground): Ground => ({ ...of, packages: of.packages.toReversed() });
  expect(diff(shuffled(before), shuffled(now))).toEqual(found);
  const opposite = {
    added: 'removed',
    removed: 'added',
    upgraded: 'downgraded',
    downgraded: 'upgraded',
    changed: 'changed',
  };
  const kinds = (changes: readonly PackageChange[]) => new Map(changes.map(({ source, kind }) => [source, kind]));
  const there = kinds(packageChanges(before, now));
  const back = kinds(packageChanges(now, before));
  expect(there.size).toBe(5);
  expect(back).toEqual(new Map([...there].map(([source, kind]) => [source, opposite[kind]])));
});
