import { bareName } from './bare-name.js';
import { matchesAny } from './classes-pattern.js';

/** What a package is for the application; the first ones decide whether it runs at all. */
export type PackageClass =
  | 'C library'
  | 'runtime'
  | 'TLS'
  | 'database'
  | 'web server'
  | 'kernel'
  | 'system'
  | 'critical'
  | 'watched'
  | 'ignored'
  | 'other'
  | 'harmless';

/** What happened to a package. `changed`: another version, and nobody can say which one is newer. */
export type ChangeKind = 'added' | 'removed' | 'upgraded' | 'downgraded' | 'changed';

/** How bad a difference is; `info` is shown and never stands in the way, `unknown` is never go. */
export type Severity = 'no-go' | 'unknown' | 'warn' | 'info';

/** Name patterns of the operator, tried before the table and in this order; `*` stands for anything. */
export interface PackageRules {
  readonly critical?: readonly string[];
  readonly warn?: readonly string[];
  readonly ignore?: readonly string[];
}

/**
 * The class of a binary package, by its own name and by that of its source (checks.md section 10.2): the operator's
 * patterns first, then what never matters (documentation, headers, whatever its source), then the table from the top.
 */
export function classOf(name: string, source: string, rules: PackageRules = {}): PackageClass {
  const names = [bareName(name), source];
  const own = (patterns: readonly string[] = []): boolean => names.some((one) => matchesAny(patterns, one));
  if (own(rules.critical)) {
    return 'critical';
  }

  if (own(rules.warn)) {
    return 'watched';
  }

  if (own(rules.ignore)) {
    return 'ignored';
  }

  if (harmless.test(bareName(name))) {
    return 'harmless';
  }

  if (!names.some((one) => listed.test(one))) {
    return 'other';
  }

  return table.find(([, pattern]) => names.some((one) => pattern.test(one)))?.[0] ?? 'other';
}

/** How bad a change of this class is. `majorChanged`: the first number of the version is another one. */
export function severityOf(of: PackageClass, kind: ChangeKind, majorChanged: boolean): Severity {
  const [changed, added, removed] = columns[of];
  if (kind === 'added') {
    return added;
  }

  if (kind === 'removed' || kind === 'downgraded') {
    return removed;
  }

  const moved = of === 'other' && majorChanged ? 'warn' : changed;
  // Nobody knows the direction: it may have been a downgrade.
  return kind === 'changed' ? worstOf([moved, removed]) : moved;
}

/** The worst of them; `info` of none. */
export const worstOf = (severities: readonly Severity[]): Severity =>
  severities.reduce<Severity>((a, b) => (badness[b] > badness[a] ? b : a), 'info');

const badness: Readonly<Record<Severity, number>> = { info: 0, warn: 1, unknown: 2, 'no-go': 3 };

const anchored = (...alternatives: readonly string[]): RegExp => new RegExp(`^(?:${alternatives.join('|')})$`);

const harmless = anchored('.*-(?:doc|dev|dbg|dbgsym|devel|debuginfo|common-doc)', 'man-db', 'locales.*', 'vim.*');

/**
 * checks.md section 10.2, with the names that the same things have on RHEL (`libgcc`, `postgresql`, `java-17-openjdk`),
 * SUSE (`libgcc_s1`, `openssl-3`, `kernel-default`) and Alpine (`icu-libs`, `postgresql15-client`, `linux-lts`).
 */
const table: readonly (readonly [PackageClass, RegExp])[] = [
  ['C library', anchored('glibc', 'libc6', 'musl', 'gcc-?\\d*', 'libgcc(?:[-_]s1)?', 'libstdc\\+\\+6?')],
  [
    'runtime',
    anchored(
      '(?:lib)?python3(?:\\.?\\d+)?(?:-minimal|-stdlib|-libs|-base)?',
      'libpython3[._]\\d.*',
      'nodejs\\d*',
      'ruby(?:\\d.*|-libs)?',
      'php(?:\\d.*)?',
      '(?:java-[\\d.]+-)?openjdk(?:-?\\d.*|-.*)?',
      'erlang.*',
      'libicu\\d*',
      'icu-libs',
    ),
  ],
  ['TLS', anchored('openssl(?:-libs|-\\d.*)?', 'libssl.*', 'libopenssl.*', 'gnutls(?:28)?', 'libgnutls30', 'nss')],
  [
    'database',
    anchored(
      'postgresql(?:-.*|\\d.*)?',
      'libpq5?',
      'mariadb.*',
      'mysql.*',
      'libmysqlclient.*',
      'sqlite3?(?:-libs)?',
      'libsqlite3-0',
      'redis.*',
      'valkey.*',
      'libhiredis.*',
      'unixodbc.*',
      'unixODBC.*',
      'freetds.*',
    ),
  ],
  [
    'web server',
    anchored('nginx.*', 'apache2.*', 'httpd', 'uwsgi.*', 'haproxy', '(?:rubygem-)?passenger.*', 'supervisor'),
  ],
  [
    'kernel',
    anchored('linux', 'linux-signed.*', 'linux-image.*', 'linux-(?:lts|virt)', 'kernel(?:-core|-default|-modules.*)?'),
  ],
  ['system', anchored('ca-certificates', 'tzdata.*', 'timezone', 'systemd')],
];

/** Most packages are in none of them: one look instead of one for each. */
const listed = new RegExp(table.map(([, { source }]) => source).join('|'));

type Columns = readonly [changed: Severity, added: Severity, removedOrDowngraded: Severity];
const decides: Columns = ['no-go', 'warn', 'no-go'];
const noticed: Columns = ['warn', 'info', 'warn'];
const nothing: Columns = ['info', 'info', 'info'];

const columns: Readonly<Record<PackageClass, Columns>> = {
  'C library': decides,
  runtime: decides,
  TLS: decides,
  database: decides,
  'web server': decides,
  critical: decides,
  // In effect after a reboot only.
  kernel: ['warn', 'info', 'info'],
  system: noticed,
  watched: noticed,
  other: ['info', 'info', 'warn'],
  harmless: nothing,
  ignored: nothing,
};
