import type { NetChange, TreeFile } from '../../world/git-contents.js';
import type { Dialect, Reading } from './dialect.js';
import { djangoLinks } from './django-links.js';
import { type Framework, frameworks } from './frameworks.js';
import { inGlobs } from './globs.js';
import { isIdle } from './idle.js';
import { leftOutIn } from './left-out.js';
import { onlyGrew } from './liquibase.js';
import type { FrameworkName, Migration, MigrationIs } from './model.js';
import type { MigrationsOptions } from './options.js';
import { placesOf } from './places.js';
import { readSql, sectionsOf } from './sql.js';

/** A changed path that lies where migrations lie; what it is its text will tell. */
export interface Candidate {
  readonly change: NetChange;
  readonly framework?: Framework;
  /** By a glob of the project's own, or by the directories of the framework. */
  readonly place?: { readonly is: 'schema' | 'data'; readonly why: string };
}

/**
 * Which of the changes lie where migrations lie. Paths only: a text that speaks of migrations is none.
 * @param texts of the configurations, by blob @param everywhere among tests and packages, too
 */
export function candidatesIn(
  changes: readonly NetChange[],
  files: readonly TreeFile[],
  { schema, data }: Pick<MigrationsOptions, 'schema' | 'data'>,
  names: readonly FrameworkName[],
  texts: ReadonlyMap<string, string>,
  everywhere?: 'everywhere',
): readonly Candidate[] {
  const [isSchema, isData, isLeftOut] = [inGlobs(schema), inGlobs(data), leftOutIn(files)];
  const used = frameworks
    .filter(({ name }) => names.includes(name))
    .map((framework) => ({
      framework,
      isIn: inGlobs(placesOf(framework, files, texts)),
      isNot: inGlobs(framework.without ?? []),
      isData: inGlobs(framework.data ?? []),
    }));
  return changes.flatMap((change): readonly Candidate[] => {
    const { path } = change;
    const own = isData(path) ? ('data' as const) : isSchema(path) ? ('schema' as const) : undefined;
    // A mode alone changes nothing that runs.
    const isSame = change.before !== undefined && change.before === change.after;
    const found =
      everywhere === undefined && isLeftOut(path)
        ? undefined
        : used.find(({ isIn, isNot }) => isIn(path) && !isNot(path));
    if (isSame || (own === undefined && found === undefined)) {
      return [];
    }

    const place =
      own !== undefined
        ? { is: own, why: `\`${own}\` of the checklist names it` }
        : found?.isData(path)
          ? { is: 'data' as const, why: `it lies in ${path.split('/').slice(0, -1).join('/')}` }
          : undefined;
    return [
      {
        change,
        ...(found === undefined ? {} : { framework: found.framework }),
        ...(place === undefined ? {} : { place }),
      },
    ];
  });
}

/** Whether only its text tells what it is. */
export const isToldByText = ({ framework }: Pick<Candidate, 'framework'>): boolean =>
  framework?.name === 'goose' || framework?.name === 'dbmate' || framework?.name === 'liquibase';

/** Whether it is one. @param texts by blob; needed of those that only their text tells */
export const isMigration = (
  { change: { path, before, after }, framework, place }: Candidate,
  texts: ReadonlyMap<string, string>,
  names: readonly FrameworkName[],
): boolean => place !== undefined || nameOf(framework, textOf(texts, after ?? before), path, names) !== undefined;

/** The migrations among the candidates. @param texts by blob; what is not in it could not be read */
export function migrationsFrom(
  candidates: readonly Candidate[],
  texts: ReadonlyMap<string, string>,
  files: readonly TreeFile[],
  names: readonly FrameworkName[],
): readonly Omit<Migration, 'authors'>[] {
  const paths = new Set(files.map(({ path }) => path));
  const has = (glob: string): boolean => paths.has(glob) || [...paths].some(inGlobs([glob]));
  return candidates
    .flatMap((candidate) => migrationOf(candidate, texts, has, names))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function migrationOf(
  { change, framework, place }: Candidate,
  texts: ReadonlyMap<string, string>,
  has: (glob: string) => boolean,
  names: readonly FrameworkName[],
): readonly Omit<Migration, 'authors'>[] {
  const { path, before, after } = change;
  const text = isFile(change) ? textOf(texts, after) : undefined;
  const oldText = textOf(texts, before);
  const name = nameOf(framework, text ?? oldText, path, names);
  if (name === undefined && place === undefined) {
    return [];
  }

  const status = change.status === 'T' ? 'M' : change.status;
  const dialect: Dialect = framework !== undefined && name !== undefined ? framework.dialect : plain;
  const said = text === undefined || text.length > longestRead ? unreadable(status) : dialect(text, { path, has });
  const repeatable =
    (name === 'flyway' && /(?:^|\/)R__[^/]*$/.test(path)) ||
    (name === 'liquibase' && oldText !== undefined && text !== undefined && onlyGrew(oldText, text, path));
  return [
    {
      path,
      framework: name ?? 'raw',
      status,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { blob: after }),
      ...(text === undefined ? {} : { text }),
      ...kindOf(said, place, text === undefined || isIdle(text, path)),
      undo: said.undo,
      ...(repeatable ? { repeatable } : {}),
      ...(name === 'django' ? djangoLinks(oldText, text) : {}),
    },
  ];
}

/** Without the mark that some editors put before a text: no tool takes it for a part of it. */
const textOf = (texts: ReadonlyMap<string, string>, blob: string | undefined): string | undefined =>
  texts.get(blob ?? '')?.replace(/^\uFEFF/, '');

const isFile = ({ mode }: NetChange): boolean => mode.startsWith('100');

/** goose and dbmate have no place of their own: a file of theirs says so. So does a changelog of Liquibase. */
function nameOf(
  framework: Framework | undefined,
  text: string | undefined,
  path: string,
  names: readonly FrameworkName[],
): FrameworkName | undefined {
  if (framework?.name === 'goose' || framework?.name === 'dbmate') {
    const said = text === undefined ? undefined : sectionsOf(text, path);
    // Both go by the number before the name.
    const mayBe =
      text === undefined && /(?:migrat[\s\S]*|(?:^|\/)\d[^/]*)\.sql$/i.test(path) ? framework.name : undefined;
    return said !== undefined && names.includes(said) ? said : mayBe;
  }

  if (framework?.name === 'liquibase' && text !== undefined) {
    return isChangelog(text, path) ? 'liquibase' : undefined;
  }

  return framework?.name;
}

/** Files of other programs lie in `changelog/`, too. */
const isChangelog = (text: string, path: string): boolean =>
  path.endsWith('.sql') ? true : /databaseChangeLog|changeSet/.test(text);

/** Of no framework: SQL is read, in whatever language it stands. */
const plain: Dialect = (text) => readSql(text, { can: 'unknown', why: 'nothing tells whether it can be undone' });

/** Characters. What is longer was made by a program, and nobody can say what all of it does. */
const longestRead = 256 * 1024;

/** What could not be read may do anything. */
const unreadable = (status: Migration['status']): Reading =>
  status === 'D'
    ? { schema: 'it is gone', undo: { can: 'yes' } }
    : { data: 'it could not be read', undo: { can: 'unknown', why: 'it could not be read' } };

/** Where nothing in it is understood it may do anything: that counts as data, unless the project itself says what it is. */
function kindOf(
  { data, schema }: Reading,
  place: Candidate['place'],
  doesNothing: boolean,
): Pick<Migration, 'is' | 'because' | 'guessed'> {
  const rows = data ?? (place?.is === 'data' ? place.why : undefined);
  if (rows === undefined && schema === undefined && place === undefined && !doesNothing) {
    return { is: 'data', because: ['nothing in it says what it changes: it counts as data'], guessed: true };
  }

  const is: MigrationIs = rows === undefined ? 'schema' : schema === undefined ? 'data' : 'both';
  return { is, because: [rows, schema].filter((one) => one !== undefined) };
}
