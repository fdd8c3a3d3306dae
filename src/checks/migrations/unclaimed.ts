import type { NetChange } from '../../world/git-contents.js';
import { rowsChanged, tablesChanged } from './dialect.js';
import { inGlobs } from './globs.js';
import { changedPart } from './names-part.js';

/** Changed files that may be a migration of something nobody here knows. */
export interface Suspects {
  /** By their paths alone. */
  readonly sure: readonly NetChange[];
  /** Only if the text says so, too. */
  readonly byText: readonly NetChange[];
}

/**
 * What is added or changed and looks like a migration: SQL below a directory of migrations, a program with a number before
 * its name there, a file named as Flyway does. Another program there may be one: `src/migration/wizard.js` is none.
 * @param putAway blobs of migrations of a framework that lie where it does not look any more: it has run them
 */
export function suspectsIn(
  changes: readonly NetChange[],
  isLeftOut: (path: string) => boolean,
  putAway: ReadonlySet<string>,
): Suspects {
  const looked = changes.filter(
    ({ path, status, mode, before, after }) =>
      status !== 'D' &&
      mode !== submodule &&
      before !== after &&
      !putAway.has(after ?? '') &&
      !isLeftOut(path) &&
      !isElse(path),
  );
  const sure = looked.filter(({ path }) => looksLikeOne(path));
  return {
    sure,
    byText: looked.filter((one) => !sure.includes(one) && isProgram(one.path) && liesThere(one.path)),
  };
}

/** Those that no migration was found for, by path. @param texts by blob; what is not in it could not be read */
export function unclaimedAmong(
  { sure, byText }: Suspects,
  texts: ReadonlyMap<string, string>,
  isClaimed: (path: string) => boolean,
): readonly NetChange[] {
  const says = byText.filter(({ before, after = '' }) => {
    const [text, old] = [after, before ?? ''].map((id) => withoutComments(texts.get(id)?.slice(0, mostRead)));
    // Of a program that was there before, what runs migrations or helps them, the changed lines count.
    const changed = text === undefined ? '' : changedPart({ before: old ?? '', after: text }).after;
    return (
      text === undefined ||
      isListed.some((pattern) => pattern.test(text)) ||
      saysSo.some((pattern) => pattern.test(old === undefined ? text : changed))
    );
  });
  return [...sure, ...says]
    .filter(({ path }) => !isClaimed(path))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** A sentence like “update the password, if set” changes no rows. */
const withoutComments = (text: string | undefined): string | undefined =>
  text?.replaceAll(/^[ \t]*(?:\/\/|#|\*|--).*$/gm, '');

export const submodule = '160000';

/** Whether the path alone is enough. */
export const looksLikeOne = (path: string): boolean =>
  /migrat[\s\S]*\.sql$/i.test(path) ||
  /(?:^|\/)(?:V\d[\d._]*|R)__[^/]*\.(?:sql|java|kt|groovy|scala)$/i.test(path) ||
  (isProgram(path) && liesThere(path) && /\/(?:Version|Migration|[vm])?_?\d[^/]*$/i.test(path));

const isProgram = (path: string): boolean =>
  /\.(?:sql|py|rb|rake|[cm]?[jt]s|php|exs?|cs|fs|java|kts?|groovy|scala|clj|go|rs|pl|sh)$/i.test(path) &&
  !/\.d\.[cm]?ts$/i.test(path);

/** `migrations`, `db/migrate`, `data_migrations`; not `migration-guide`. */
const liesThere = (path: string): boolean => /migrat(?:e|es|ion|ions)\//i.test(path);

/** Ways back, what tools write beside a migration, documents, tests and examples. */
const isElse = inGlobs([
  ...['**/*.down.sql', '**/*{_,-}down.sql', '**/down.sql', '**/*rollback*.sql', '**/U[0-9]*__*'],
  ...['**/*.Designer.cs', '**/*ModelSnapshot.cs', '**/.*'],
  '**/{doc,docs,documentation,example,examples,sample,samples,demo,e2e,cypress,mocks,__mocks__,stories,benchmarks}/**',
  '**/*{_test,_spec}.*',
  ...['**/test_*.py', '**/*.stories.*', '**/*{Test,Tests}.{java,kt,cs,php}'],
]);

/** Characters. */
const mostRead = 64 * 1024;

/** What says that a file is a migration, or a list of them, whatever was changed in it. */
const isListed: readonly RegExp[] = [
  /\b(?:MigrationInterface|queryInterface|RunPython|RunSQL|gormigrate|goose\.Add)/,
  /\b(?:extends|implements)\s{1,20}[\w.:\\]{0,100}Migration\b/,
  /\bclass\s{1,20}\w{1,100}\s{0,20}[(:<]\s{0,20}[\w.:]{0,100}Migration\b/,
];

/** What migrations of one tool or another do. */
const saysSo: readonly RegExp[] = [
  ...rowsChanged,
  ...tablesChanged,
  /\bop\.(?:execute|bulk_insert|(?:create|drop|add|alter|rename)_)/,
  /\b(?:def|function|func|fn)\s+(?:self\.)?(?:up|change|upgrade)\b/i,
  /\b(?:exports\.up|async\s+up|(?:const|let)\s+up)\b/,
  /\bup\s*:\s*(?:async\b|function\b|\()/,
];
