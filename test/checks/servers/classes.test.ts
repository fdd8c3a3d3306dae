import { expect, test } from 'vitest';
import {
  type ChangeKind,
  classOf,
  type PackageClass,
  type Severity,
  severityOf,
} from '../../../src/checks/servers/classes.js';

test.each<[PackageClass, readonly (string | [name: string, source: string])[]]>([
  ['C library', ['libc6', 'libc6:i386', 'musl', ['libc-bin', 'glibc'], 'libstdc++6', 'libstdc++', 'libgcc-s1']],
  [
    'C library',
    [
      ['cpp-12', 'gcc-12'],
      ['libgcc', 'gcc'],
      ['libgcc_s1', 'gcc13'],
      ['glibc-common', 'glibc'],
    ],
  ],
  [
    'runtime',
    ['python3', 'python3.11', 'libpython3.11-stdlib', 'python3.11-minimal', 'nodejs', 'ruby3.1', 'php8.2-fpm'],
  ],
  [
    'runtime',
    [
      'openjdk-17-jre',
      'erlang-base',
      'libicu72',
      'java-17-openjdk-headless',
      ['libruby3.1', 'ruby3.1'],
      'icu-libs',
      'libpython3_11-1_0',
      'python311-base',
    ],
  ],
  [
    'TLS',
    ['openssl', 'libssl3', ['libcrypto3', 'openssl'], 'openssl-libs', 'libgnutls30', ['libnss3', 'nss'], 'libopenssl3'],
  ],
  [
    'database',
    ['libpq5', 'libpq', 'postgresql-15', ['postgresql-server', 'postgresql'], 'mariadb-server', 'mysql-client'],
  ],
  ['database', ['redis-server', 'libsqlite3-0', 'sqlite-libs', 'libhiredis0.14', 'unixodbc', 'freetds-bin', 'valkey']],
  ['web server', ['nginx', 'nginx-core', 'apache2-bin', 'httpd', 'uwsgi-core', 'haproxy', 'passenger', 'supervisor']],
  [
    'kernel',
    ['linux-image-6.1.0-28-amd64', ['linux-headers-amd64', 'linux-signed-amd64'], 'kernel-core', 'kernel-default'],
  ],
  ['system', ['ca-certificates', 'tzdata', 'tzdata-legacy', 'systemd', ['libsystemd0', 'systemd']]],
  ['harmless', ['postgresql-doc', 'man-db', 'locales-all', 'vim-common', 'libc6-dbg', 'mysql-common-doc']],
  // Whatever they come from: nothing runs with them.
  [
    'harmless',
    [
      ['libssl-dev', 'openssl'],
      ['linux-libc-dev', 'linux'],
      ['openssl-devel', 'openssl'],
      ['locales', 'glibc'],
    ],
  ],
  // Anchored: a name that only contains another one is not it.
  [
    'other',
    ['python3-requests', 'curl', 'libcurl4', 'ruby-rack', 'nodejs-legacy-tool', 'my-openssl', 'libcap-ng0', 'glibcx'],
  ],
])('%s: %j', (expected, names) => {
  const found = names.map((one) => (typeof one === 'string' ? classOf(one, one) : classOf(one[0], one[1])));
  expect(found).toEqual(names.map(() => expected));
});

test.each<[PackageClass, string, string]>([
  ['critical', 'libvips42', 'vips'],
  ['critical', 'libvips-doc', 'vips'],
  ['watched', 'curl', 'curl'],
  ['ignored', 'libssl3', 'openssl'],
  ['ignored', 'htop', 'htop'],
  ['TLS', 'libgnutls30', 'gnutls28'],
])('the operator’s patterns come before the table, by either name: %s for %s', (expected, name, source) => {
  const rules = { critical: ['libvips*', 'nothing'], warn: ['cur*l', 'libvips*'], ignore: ['openssl', 'h*p', 'cur*'] };
  expect(classOf(name, source, rules)).toBe(expected);
});

const columns: readonly (readonly [PackageClass, Severity, Severity, Severity])[] = [
  ['C library', 'no-go', 'warn', 'no-go'],
  ['runtime', 'no-go', 'warn', 'no-go'],
  ['TLS', 'no-go', 'warn', 'no-go'],
  ['database', 'no-go', 'warn', 'no-go'],
  ['web server', 'no-go', 'warn', 'no-go'],
  ['critical', 'no-go', 'warn', 'no-go'],
  ['kernel', 'warn', 'info', 'info'],
  ['system', 'warn', 'info', 'warn'],
  ['watched', 'warn', 'info', 'warn'],
  ['other', 'info', 'info', 'warn'],
  ['harmless', 'info', 'info', 'info'],
  ['ignored', 'info', 'info', 'info'],
];

test.each(columns)('%s: upgraded is %s, added %s, removed or downgraded %s', (of, changed, added, removed) => {
  const kinds: readonly ChangeKind[] = ['upgraded', 'added', 'removed', 'downgraded'];
  expect(kinds.map((kind) => severityOf(of, kind, false))).toEqual([changed, added, removed, removed]);
});

test.each(columns)(
  '%s: of what changed in no known direction the worse of both counts',
  (of, changed, _added, removed) => {
    const badness: readonly Severity[] = ['info', 'warn', 'no-go'];
    const worse = badness[Math.max(badness.indexOf(changed), badness.indexOf(removed))];
    expect(severityOf(of, 'changed', false)).toBe(worse);
  },
);

test('another first number is a warning where a change is none, and nothing more elsewhere', () => {
  expect(severityOf('other', 'upgraded', true)).toBe('warn');
  expect(severityOf('other', 'added', true)).toBe('info');
  expect(severityOf('harmless', 'upgraded', true)).toBe('info');
  expect(severityOf('TLS', 'upgraded', true)).toBe('no-go');
});
