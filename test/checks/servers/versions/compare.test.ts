import { expect, test } from 'vitest';
import { compareVersions } from '../../../../src/checks/servers/versions/compare.js';
import type { Order, Scheme } from '../../../../src/checks/servers/versions/order.js';

const older: readonly (readonly [Scheme, string, string])[] = [
  // S9: the number of the security update, and not its letters, decides.
  ['dpkg', '1:9.2p1-2+deb12u6', '1:9.2p1-2+deb12u10'],
  ['dpkg', '15.18-0+deb12u1', '15.19-0+deb12u1'],
  ['dpkg', '3.0.17-1~deb12u1', '3.0.17-1'],
  ['dpkg', '3.0.17-1~deb12u1', '3.0.19-1~deb12u2'],
  ['dpkg', '9.9', '1:1.0'],
  ['dpkg', '1.0~rc1-1', '1.0-1'],
  ['dpkg', '1.0-1', '1.0+dfsg-1'],
  ['dpkg', '2.36-9+deb12u9', '2.36-9+deb12u10'],
  ['dpkg', '1.2.3-1', '1.2.3-1+b1'],
  ['dpkg', '10.1', '10.a'],
  ['rpm', '0:3.0.7-24.el9', '0:3.0.7-27.el9'],
  ['rpm', '1:1.1.1k-9.el8_7', '1:1.1.1k-12.el8_9'],
  ['rpm', '0:9.9-1', '1:1.0-1'],
  ['rpm', '1.0~rc1-1', '1.0-1'],
  ['rpm', '1.0-1', '1.0^git1-1'],
  ['rpm', '1.0^git1-1', '1.0.1-1'],
  ['rpm', '0:5.14.0-362.8.1.el9_3', '0:5.14.0-362.18.1.el9_3'],
  ['apk', '3.1.4-r5', '3.1.4-r6'],
  ['apk', '1.2.3_alpha1-r0', '1.2.3_beta1-r0'],
  ['apk', '1.2.3_beta-r0', '1.2.3_pre-r0'],
  ['apk', '1.2.3_pre-r0', '1.2.3_rc1-r0'],
  ['apk', '1.2.3_rc1-r3', '1.2.3-r0'],
  ['apk', '1.2.3-r9', '1.2.3_p1-r0'],
  ['apk', '1.2.3_cvs-r0', '1.2.3_svn-r0'],
  ['apk', '1.2.3_git20240101-r0', '1.2.3_git20240202-r0'],
  ['apk', '1.2.3_git1-r0', '1.2.3_hg1-r0'],
  ['apk', '1.2.3_hg1-r0', '1.2.3_p1-r0'],
  ['apk', '1.2-r9', '1.2.1-r0'],
  ['apk', '1.2.3-r9', '1.2.3a-r0'],
  ['apk', '1.2.9-r0', '1.2.10-r0'],
  ['pep440', '1.0.dev1', '1.0a1'],
  ['pep440', '1.0a1', '1.0b1'],
  ['pep440', '1.0b1', '1.0rc1'],
  ['pep440', '1.0rc1', '1.0'],
  ['pep440', '1.0', '1.0+local.1'],
  ['pep440', '1.0', '1.0.post1'],
  ['pep440', '1.0.post1.dev1', '1.0.post1'],
  ['pep440', '2024.1', '1!1.0'],
  ['pep440', '2.9', '2.10'],
  ['semver', '1.0.0-alpha', '1.0.0-alpha.1'],
  ['semver', '1.0.0-alpha.1', '1.0.0-alpha.beta'],
  ['semver', '1.0.0-beta.2', '1.0.0-beta.11'],
  ['semver', '1.0.0-rc.1', '1.0.0'],
  ['semver', '1.9.0', '1.10.0'],
];

test.each(older)('%s: %s is older than %s, and not the other way round', (scheme, a, b) => {
  expect([compareVersions(scheme, a, b), compareVersions(scheme, b, a)]).toEqual([-1, 1]);
});

test.each<[Scheme, string, string]>([
  ['dpkg', '0:1.0-1', '1.0-1'],
  ['dpkg', '1.00-1', '1.0-1'],
  ['dpkg', '1.0', '1.0-0'],
  ['rpm', '1.0-1', '0:1.0-1'],
  ['rpm', '1.0', '1_0'],
  ['pep440', '1.0', '1.0.0'],
  ['pep440', '1.0RC1', '1.0-c.1'],
  ['pep440', '1.0-1', '1.0.post1'],
])('%s: %s and %s are the same', (scheme, a, b) => {
  expect([compareVersions(scheme, a, b), compareVersions(scheme, b, a)]).toEqual([0, 0]);
});

test.each<[Scheme | 'none', string, string]>([
  ['none', '1', '2'],
  ['dpkg', '1.0 ', '1.1'],
  ['dpkg', 'a:1', '1.1'],
  ['dpkg', '', '1.1'],
  ['rpm', '1.0 beta', '1.0'],
  ['apk', '1.2.3-5', '1.2.4'],
  ['apk', '1.2_foo1', '1.2'],
  // apk-tools 2 and 3 do not agree.
  ['apk', '1.09', '1.010'],
  ['apk', '1.2~1234abc', '1.2~abc1234'],
  ['pep440', '1.0-x86', '1.0'],
  ['semver', '1.0', '1.0.1'],
  ['semver', '1.0.0+a', '1.0.0+b'],
  ['semver', 'github:a/b', '1.0.0'],
  ['dpkg', '1'.repeat(501), '2'],
])('%s: nobody guesses which of %s and %s is newer', (scheme, a, b) => {
  expect([compareVersions(scheme, a, b), compareVersions(scheme, b, a)]).toEqual([undefined, undefined]);
});

const samples: Readonly<Record<Scheme, readonly string[]>> = {
  dpkg: versions(['', '1:', '0:'], ['1', '1.0', '01.0', '1.0~', '1.0a', '1.10', '1.0+b'], ['', '-1', '-1~x', '-1+b1']),
  rpm: versions(['', '1:', '0:'], ['1', '1.0', '1.0~a', '1.0^a', '1.0a', '1.10', '1_0'], ['', '-1', '-1.el9']),
  apk: versions(
    ['1', '1.0', '1.01', '1.1', '1.10', '1.010'],
    ['', 'a', 'b'],
    ['', '_rc', '_rc1', '_p', '_git1_p2'],
    ['', '-r0', '-r10'],
  ),
  pep440: versions(['', '1!'], ['1', '1.0', '1.10'], ['', 'a1', 'rc2'], ['', '.post1'], ['', '.dev3'], ['', '+a.1']),
  semver: versions(['1.0.0', '1.0.10', '2.0.0'], ['', '-a', '-a.1', '-1', '-a.b.10'], ['', '+b']),
};

test.each(Object.entries(samples))('%s: an order is the other way round when its versions are', (scheme, list) => {
  for (const a of list) {
    for (const b of list) {
      const order = compareVersions(scheme as Scheme, a, b);
      expect(compareVersions(scheme as Scheme, b, a), `${a} ${b}`).toBe(order === undefined ? undefined : 0 - order);
    }
  }
});

// Without a release rpm compares none, so that `1.0` equals `1.0-1` and `1.0-2`: not an order, and not met in practice.
const whole = Object.entries(samples).map(([scheme, list]) => [
  scheme,
  scheme === 'rpm' ? list.filter((one) => one.includes('-')) : list,
]) as readonly (readonly [Scheme, readonly string[]])[];

test.each(whole)('%s: what is older than something older is older', (scheme, list) => {
  const some = list.filter((_, i) => i % Math.ceil(list.length / 45) === 0);
  const order = (a: string, b: string): Order | undefined => compareVersions(scheme, a, b);
  const broken = some.flatMap((a) =>
    some.flatMap((b) =>
      some
        .filter((c) => order(a, b) === -1 && order(b, c) === -1 && order(a, c) !== -1 && order(a, c) !== undefined)
        .map((c) => `${a} < ${b} < ${c}`),
    ),
  );
  expect(broken).toEqual([]);
});

function versions(...parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce<readonly string[]>((all, part) => all.flatMap((one) => part.map((more) => one + more)), ['']);
}
