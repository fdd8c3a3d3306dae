import type { Finding, Json } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import { together } from '../release-words.js';
import { type FacetLook, type Migration, type MigrationsLook, newOnes } from './model.js';
import { type Classes, classesOf } from './names-classes.js';
import { type Count, countNames } from './names-count.js';
import { type Definition, inContentTypes, lastPart } from './names-definition.js';
import { type FormatChange, formatChanges } from './names-format.js';
import { deletesModel, rewritesName, withoutComments } from './names-mention.js';

/**
 * Facet `names`: rows, jobs and pickles hold the names of classes, and whoever reads them after a rename finds no such
 * class (checks.md section 5.7). Production says by `stored_names` how many there are.
 */
export async function namesFacet(look: MigrationsLook): Promise<FacetLook> {
  const { context, options, migrations } = look;
  const classes = await classesOf(look);
  const gone = classes.removed.filter(({ stored }) => stored !== undefined);
  const command = options.stored_names;
  const asked =
    command === undefined || gone.length === 0
      ? undefined
      : await countNames(
          command,
          gone.map(({ name }) => name),
          context,
        );
  const names = gone.map((one, index): GoneName => {
    const became = becameOf(one, classes.added);
    return {
      one,
      became,
      count: asked?.counts[index],
      by: newOnes(migrations).find((migration) => rewritesName(migration, one.name) === 'yes'),
      perhaps: newOnes(migrations).find((migration) => rewritesName(migration, one.name) === 'unknown'),
      isDropped: one.stored === inContentTypes && isDropped(one, became, migrations),
    };
  });
  const replaced = new Set(names.flatMap(({ became }) => (became === undefined ? [] : [became.path])));
  const formats = formatChanges(classes.files, replaced).filter((one) => !isNamedIn(migrations, one));
  return {
    facet: facetOf(names, formats, classes, command !== undefined),
    sources: [...classes.sources, ...(asked?.sources ?? [])],
    facts: {
      names: names.slice(0, 50).map(factsOf),
      gone: alone(classes.removed)
        .slice(0, 50)
        .map(({ name }) => name),
      formats: formats.slice(0, 50).map(({ path, line, what }) => ({ path, line, what })),
    },
  };
}

interface GoneName {
  readonly one: Definition;
  readonly became: Definition | undefined;
  /** Undefined: nobody was asked. */
  readonly count: Count | undefined;
  /** A new migration that holds the old name as a string, and changes rows. */
  readonly by: Migration | undefined;
  /** One that holds it, and of which nobody knows what it does. */
  readonly perhaps: Migration | undefined;
  /** A model that was taken out, with its table: that its content type is left over harms nobody. */
  readonly isDropped: boolean;
}

/** In another application it keeps its rows, and its content type does not follow. */
const isDropped = ({ name }: Definition, became: Definition | undefined, migrations: readonly Migration[]): boolean =>
  (became === undefined || lastPart(became.name) !== lastPart(name)) &&
  newOnes(migrations).some((one) => deletesModel(one, name));

/** The one with the same last part of its name; else the only one that took its place in the same file. */
function becameOf({ name, path }: Definition, added: readonly Definition[]): Definition | undefined {
  const here = alone(added).filter((one) => one.path === path);
  return added.find((one) => lastPart(one.name) === lastPart(name)) ?? (here.length === 1 ? here[0] : undefined);
}

/** A migration that speaks of what is stored in another way has been thought of. */
const isNamedIn = (migrations: readonly Migration[], { what }: FormatChange): boolean =>
  newOnes(migrations).some(({ path, text = '' }) =>
    withoutComments(path, text)
      .split(/[^\w]+/)
      .includes(what),
  );

function facetOf(
  names: readonly GoneName[],
  formats: readonly FormatChange[],
  { unread, why, files, removed }: Classes,
  isCounted: boolean,
): FacetLook['facet'] {
  const unstored = unstoredOf(removed, isCounted);
  const said = names
    .map((one) => ({ ...findingOf(one), detail: detailOf(one) }))
    .toSorted((one, other) => badness.indexOf(one.verdict) - badness.indexOf(other.verdict));
  const findings: readonly Finding[] = [
    ...said.filter(({ verdict }) => verdict !== 'go').map(({ key, verdict, text }) => ({ key, verdict, text })),
    ...formats.map(formatFinding),
    ...unread.map((path): Finding => {
      const text = `${path} could not be read${why === undefined ? '' : `: ${why}`}`;
      return { key: `unread:${path}`, verdict: 'unknown', text };
    }),
  ];
  const verdict = worst(['go', ...findings.map((one) => one.verdict)]);
  const [first] = findings.filter((one) => one.verdict === verdict);
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return {
    verdict,
    summary: first === undefined ? fine(names, files.length, unstored) : `${first.text}${more}`,
    detail: [
      // One alone is the summary already.
      ...(said.length === 1 && findings.length <= 1
        ? (said[0]?.detail ?? [])
        : said.flatMap(({ text, detail }) => [text, ...detail])),
      ...formats.map((one) => formatFinding(one).text),
      ...(unstored === undefined || (names.length === 0 && findings.length === 0) ? [] : [unstored]),
    ],
    findings,
  };
}

const badness: readonly Finding['verdict'][] = ['no-go', 'unknown', 'warn', 'go', 'n/a'];

function fine(names: readonly GoneName[], files: number, unstored: string | undefined): string {
  const [first] = names;
  if (first !== undefined) {
    return `${findingOf(first).text}${names.length > 1 ? `, and ${names.length - 1} more that nothing breaks for` : ''}`;
  }

  return unstored ?? (files === 0 ? 'no class has changed' : `no class is gone (${plural(files, 'changed file')})`);
}

/** What is gone or renamed and that nothing seems to store: whoever knows better sees that it was not asked about. */
function unstoredOf(removed: readonly Definition[], isCounted: boolean): string | undefined {
  const names = alone(removed)
    .filter(({ stored }) => stored === undefined)
    .map(({ name }) => name);
  const [is, that] = names.length === 1 ? ['is', 'that name'] : ['are', 'those names'];
  return names.length === 0
    ? undefined
    : `${together(names)} ${is} gone or renamed, and nothing seems to store ${that}${isCounted ? ': `stored_names` was not asked' : ''}`;
}

/** Without what stands in another one of them. */
function alone(some: readonly Definition[]): readonly Definition[] {
  const names = new Set(some.map(({ name }) => name));
  return some.filter(({ name }) => ![...name.matchAll(/::|\./g)].some(({ index }) => names.has(name.slice(0, index))));
}

/** Its key is the name itself: `migrations:names:Foo` can be accepted. */
function findingOf({ one, became, count, by, perhaps, isDropped: dropped }: GoneName): Finding {
  const key = one.name;
  const now = became === undefined ? 'which is gone' : `which is now ${became.name}`;
  if (count === undefined) {
    return by !== undefined
      ? { key, verdict: 'go', text: `${by.path} rewrites ${one.name}, ${now}` }
      : dropped
        ? { key, verdict: 'go', text: `${one.name}, a model, is gone: only its content type is left` }
        : { key, verdict: 'warn', text: `${one.name}, ${now}: ${one.stored}; nothing counts them (\`stored_names\`)` };
  }

  if ('unknown' in count) {
    return { key, verdict: 'unknown', text: `nobody knows how many rows store ${one.name}, ${now}: ${count.unknown}` };
  }

  const rows = `${plural(count.rows, 'row stores', 'rows store')} ${one.name}`;
  return count.rows === 0
    ? { key, verdict: 'go', text: rows }
    : by !== undefined
      ? { key, verdict: 'go', text: `${rows}, ${now}; ${by.path} rewrites them` }
      : perhaps !== undefined
        ? { key, verdict: 'unknown', text: `${rows}, ${now}; nobody can see whether ${perhaps.path} rewrites them` }
        : { key, verdict: 'no-go', text: `${rows}, ${now}; no migration rewrites them` };
}

const detailOf = ({ one, became }: GoneName): readonly string[] => [
  `  was ${one.path}:${one.line}; ${one.stored}`,
  ...(became === undefined ? [] : [`  is  ${became.path}:${became.line}`]),
];

const formatFinding = ({ path, line, text, what }: FormatChange): Finding => ({
  key: `format:${path}:${what}`,
  verdict: 'warn',
  text: `${path}:${line} changes how ${what} is stored: ${text.slice(0, 120)}`,
});

const factsOf = ({ one, became, count, by }: GoneName): Json => ({
  name: one.name,
  path: one.path,
  became: became?.name ?? null,
  rows: count === undefined || 'unknown' in count ? null : count.rows,
  rewritten_by: by?.path ?? null,
});
