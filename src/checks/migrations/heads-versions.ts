import type { FrameworkName, Migration } from './model.js';
import { versionOf } from './pending-same.js';

/** What a number before the name of a file means to those that go by it. */
export interface VersionProblem {
  readonly kind: 'twice' | 'below';
  readonly path: string;
  readonly text: string;
  /** It is in the way of the deploy; else it is only said. */
  readonly blocks: boolean;
}

/**
 * Frameworks that run their files by a number: two with the same one stop them; a new one below what runs already is passed
 * over (golang-migrate knows only the newest), stops them (Flyway, goose), or is run late (Rails and all others).
 * @param all paths of the release in the directories of its migrations
 */
export function versionProblems(
  framework: FrameworkName,
  migrations: readonly Migration[],
  all: readonly string[],
): readonly VersionProblem[] {
  const rule = rules[framework];
  if (rule === undefined) {
    return [];
  }

  const fresh = new Set(migrations.filter(({ status }) => status === 'A').map(({ path }) => path));
  const gone = migrations.filter(({ status }) => status === 'D').map(({ path }) => path);
  const deployed = [...all.filter((path) => !fresh.has(path)), ...gone].flatMap((path) => numbered(rule, path));
  const newestFirst = deployed.toSorted((one, other) => compareVersions(other.version, one.version));
  const here = all.flatMap((path) => numbered(rule, path));
  return [...fresh]
    .flatMap((path) => numbered(rule, path))
    .flatMap(({ path, version }): readonly VersionProblem[] => {
      const isBeside = (one: { readonly path: string }): boolean => isOneLine(framework, one.path, path);
      const highest = newestFirst.find(isBeside);
      const same = here.find((one) => one.path !== path && one.version === version && isBeside(one));
      const isBelow = highest !== undefined && compareVersions(version, highest.version) < 0;
      return [
        ...(same === undefined
          ? []
          : [
              {
                kind: 'twice' as const,
                path,
                text: `${path} and ${same.path} are both number ${version}`,
                blocks: true,
              },
            ]),
        ...(isBelow
          ? [
              {
                kind: 'below' as const,
                path,
                text: `${path} comes before ${highest.path}, which runs: ${rule.below}`,
                blocks: rule.blocks,
              },
            ]
          : []),
      ];
    });
}

/**
 * Whether one database may run both. What lies in two directories is two lines, as of `migrations/postgres` and
 * `migrations/sqlite`; but Flyway, Rails and Ecto look into directories below theirs, too.
 */
function isOneLine(framework: FrameworkName, one: string, other: string): boolean {
  const [ours, theirs] = [one, other].map((path) => path.split('/').slice(0, -1));
  if (ours === undefined || theirs === undefined || ours.join('/') === theirs.join('/')) {
    return true;
  }

  const parts = ours.filter(
    (part, at) => ours.slice(0, at).join('/') === theirs.slice(0, at).join('/') && part === theirs[at],
  );
  const [here, there] = [ours.slice(parts.length), theirs.slice(parts.length)].map((rest) => rest.find(isDatabase));
  return looksBelow.has(framework)
    ? (here === undefined || there === undefined || here === there) &&
        (framework === 'flyway' || parts.some((part) => /migrat/i.test(part)))
    : false;
}

const looksBelow: ReadonlySet<FrameworkName> = new Set(['flyway', 'rails', 'ecto']);

/** As `{vendor}` of Flyway and Spring are called, and as people call them. */
const isDatabase = (part: string): boolean =>
  /^(?:postgres(?:ql)?|pgsql|mysql|mariadb|sqlite3?|h2|hsqldb|derby|oracle|sqlserver|mssql|db2|cockroach(?:db)?|clickhouse|snowflake|redshift)$/i.test(
    part,
  );

interface Rule {
  readonly pattern: RegExp;
  readonly below: string;
  readonly blocks: boolean;
}

const late = 'it is run after it';

const rules: Partial<Readonly<Record<FrameworkName, Rule>>> = {
  flyway: { pattern: /^V([\d._]+)__/, below: 'Flyway refuses it, or passes it over', blocks: true },
  'golang-migrate': { pattern: /^(\d+)_.*\.up\.sql$/, below: 'it is never run', blocks: true },
  goose: { pattern: /^(\d+)_/, below: 'goose refuses it', blocks: true },
  rails: { pattern: /^(\d+)_\w+\.rb$/, below: late, blocks: false },
  ecto: { pattern: /^(\d+)_/, below: late, blocks: false },
  dbmate: { pattern: /^(\d+)_/, below: late, blocks: false },
};

function numbered({ pattern }: Rule, path: string): readonly { readonly path: string; readonly version: string }[] {
  const [, version] = pattern.exec(path.split('/').at(-1) ?? '') ?? [];
  return version === undefined ? [] : [{ path, version: versionOf(version) }];
}

/** Part by part, as numbers of any length. */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [one.split('.'), other.split('.')];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const [a, b] = [BigInt(ours[at] || 0), BigInt(theirs[at] || 0)];
    if (a !== b) {
      return a < b ? -1 : 1;
    }
  }
  return 0;
}
