import { expect, test } from 'vitest';
import { readPackages } from '../../../../src/checks/servers/parse/packages.js';

const dpkg = (...rows: readonly string[]): string => `manager\tdpkg\narch\tamd64\n${rows.join('\n')}\n`;

test('dpkg: names lose the architecture of the host and keep that of others; the source is what it was built from', () => {
  const { value } = readPackages(
    dpkg(
      'p\tii \tlibssl3:amd64\t3.0.17-1~deb12u1\topenssl',
      'p\tii \tlibc6:i386\t2.36-9+deb12u10\tglibc',
      'p\tii \tlibc6:amd64\t2.36-9+deb12u10\tglibc',
      'p\tii \topenssh-client\t1:9.2p1-2+deb12u6\topenssh',
      'p\tii \tlocal-tool\t1.0\t',
    ),
  );

  expect(value).toEqual({
    manager: 'dpkg',
    packages: [
      { name: 'libc6', version: '2.36-9+deb12u10', source: 'glibc' },
      { name: 'libc6:i386', version: '2.36-9+deb12u10', source: 'glibc' },
      { name: 'libssl3', version: '3.0.17-1~deb12u1', source: 'openssl' },
      { name: 'local-tool', version: '1.0', source: 'local-tool' },
      { name: 'openssh-client', version: '1:9.2p1-2+deb12u6', source: 'openssh' },
    ],
    halfConfigured: [],
  });
});

test.each([
  ['ii ', ['nginx 1.22'], []],
  ['hi ', ['nginx 1.22'], []],
  ['ri ', ['nginx 1.22'], []],
  ['iW ', ['nginx 1.22'], []],
  ['it ', ['nginx 1.22'], []],
  ['iU ', ['nginx 1.22'], ['iU nginx']],
  ['iF ', ['nginx 1.22'], ['iF nginx']],
  ['iH ', ['nginx 1.22'], ['iH nginx']],
  ['iiR', ['nginx 1.22'], ['iiR nginx']],
  ['rc ', [], []],
  ['un ', [], []],
])('dpkg: state "%s" is installed %j and half configured %j', (state, packages, half) => {
  const { value } = readPackages(dpkg(`p\t${state}\tnginx:amd64\t1.22\tnginx`, 'p\tii \ttar\t1.34\ttar'));

  expect(value.packages.map(({ name, version }) => `${name} ${version}`)).toEqual([...packages, 'tar 1.34']);
  expect(value.halfConfigured).toEqual(half);
});

test('rpm: recorded rows, with several kernels, an epoch, a library of another architecture and a signing key', () => {
  // rpm 4.18 with the collector's own --qf; gpg-pubkey and i686 as a Rocky 9 has them.
  const text = [
    'manager\trpm',
    'arch\tx86_64',
    'p\topenssl-libs\t1:3.0.7-24.el9\tx86_64\t1795249319\topenssl-3.0.7-24.el9.src.rpm',
    'p\tkernel\t0:5.14.0-427.el9\tx86_64\t1795249319\tkernel-5.14.0-427.el9.src.rpm',
    'p\tkernel\t0:5.14.0-362.el9\tx86_64\t1695249319\tkernel-5.14.0-362.el9.src.rpm',
    'p\topenssl-libs\t1:3.0.7-24.el9\ti686\t1795249319\topenssl-3.0.7-24.el9.src.rpm',
    'p\ttzdata\t0:2024a-1.el9\tnoarch\t1795249319\ttzdata-2024a-1.el9.src.rpm',
    'p\tgpg-pubkey\t0:350d275d-6279464b\t(none)\t1651500000\t(none)',
  ].join('\n');

  expect(readPackages(text).value.packages).toEqual([
    { name: 'gpg-pubkey', version: '0:350d275d-6279464b', source: 'gpg-pubkey', installed: 1651500000 },
    { name: 'kernel', version: '0:5.14.0-362.el9', source: 'kernel', installed: 1695249319 },
    { name: 'kernel', version: '0:5.14.0-427.el9', source: 'kernel', installed: 1795249319 },
    { name: 'openssl-libs', version: '1:3.0.7-24.el9', source: 'openssl', installed: 1795249319 },
    { name: 'openssl-libs:i686', version: '1:3.0.7-24.el9', source: 'openssl', installed: 1795249319 },
    { name: 'tzdata', version: '0:2024a-1.el9', source: 'tzdata', installed: 1795249319 },
  ]);
});

test('apk: a package without an origin is its own source', () => {
  expect(readPackages('manager\tapk\np\tlibcrypto3\t3.1.4-r5\topenssl\np\tmine\t1.0-r0\t\n').value.packages).toEqual([
    { name: 'libcrypto3', version: '3.1.4-r5', source: 'openssl' },
    { name: 'mine', version: '1.0-r0', source: 'mine' },
  ]);
});

test('B69 a host without a package manager has no packages, and says so', () => {
  expect(readPackages('manager\tnone\n').value).toEqual({ manager: 'none', packages: [] });
});

test.each([
  ['manager\tdpkg\narch\tamd64\n', 'the package manager names no package'],
  ['manager\tpacman\np\tii \ta\t1\ta\n', 'the host did not say which package manager it has'],
  ['', 'the package manager names no package'],
  [
    'manager\tdpkg\n<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>\n',
    '2 of 2 lines could not be understood',
  ],
  ['\u0000\u0001\u007fELF\u0002', 'the host did not say which package manager it has'],
  [dpkg('p\tii \ta\u0000\t1\ta', 'p\tii \tb\t1\tb'), '1 of 2 lines could not be understood'],
  [dpkg('p\tii \ta', 'p\tii'), '2 of 2 lines could not be understood'],
  [dpkg('p\trc \ta\t1\ta', 'p\tun \tb\t\t'), 'the package manager names nothing that is installed'],
  [dpkg('p\tii \ta\t1\ta', 'dpkg-query: warning'), '1 of 2 lines could not be understood'],
  [dpkg('p\tii \ta\u001b[31m\t1\ta', 'p\tii \tb\t1\tb'), '1 of 2 lines could not be understood'],
  [dpkg(`p\tii \ta\t${'1'.repeat(9000)}\ta`), 'it has a line of more than 8192 characters'],
  [dpkg(...Array.from({ length: 100_001 }, (_, index) => `p\tii \ta${index}\t1\ta`)), 'it has more than 100000 lines'],
])('B69 what is no list of packages is no empty list (%#)', (text, why) => {
  expect(() => readPackages(text)).toThrow(why);
});

test('B69 one line in a hundred may be noise, and it is said that it is there', () => {
  const rows = Array.from({ length: 150 }, (_, index) => `p\tii \ta${index}\t1\ta`);

  const { value, partial } = readPackages(dpkg(...rows, 'p\tsomething else'));
  expect(value.packages).toHaveLength(150);
  expect(partial).toBe('1 of 151 lines could not be understood');
  expect(readPackages(dpkg(...rows))).not.toHaveProperty('partial');
});
