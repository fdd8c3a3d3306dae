import type { Finding, Json } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import { type FacetLook, type Migration, type MigrationsLook, newOnes } from './model.js';
import { type Classes, classesOf } from './names-classes.js';
import { type Count, countNames } from './names-count.js';
import { type Definition, lastPart } from './names-definition.js';
import { type FormatChange, formatChanges } from './names-format.js';
import { mentionsName, withoutComments } from './names-mention.js';

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
  const names = gone.map(
    (one, index): GoneName => ({
      one,
      became: becameOf(one, classes.added),
      count: asked?.counts[index],
      by: newOnes(migrations).find((migration) => mentionsName(migration, one.name)),
    }),
  );
  const replaced = new Set(names.flatMap(({ became }) => (became === undefined ? [] : [became.path])));
  const formats = formatChanges(classes.files, replaced).filter((one) => !isNamedIn(migrations, one));
  return {
    facet: facetOf(names, formats, classes),
    sources: [...classes.sources, ...(asked?.sources ?? [])],
    facts: {
      names: names.slice(0, 50).map(factsOf),
      formats: formats.slice(0, 50).map(({ path, line, what }) => ({ path, line, what })),
    },
  };
}

interface GoneName {
  readonly one: Definition;
  readonly became: Definition | undefined;
  /** Undefined: nobody was asked. */
  readonly count: Count | undefined;
  /** A new migration that holds the old name as a string. */
  readonly by: Migration | undefined;
}

/** The one with the same last part of its name; else the only one that took its place in the same file. */
function becameOf({ name, path }: Definition, added: readonly Definition[]): Definition | undefined {
  const here = added.filter((one) => one.path === path);
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
): FacetLook['facet'] {
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
    summary: first === undefined ? fine(names, files.length, removed.length) : `${first.text}${more}`,
    detail: [
      // One alone is the summary already.
      ...(said.length === 1 && findings.length <= 1
        ? (said[0]?.detail ?? [])
        : said.flatMap(({ text, detail }) => [text, ...detail])),
      ...formats.map((one) => formatFinding(one).text),
    ],
    findings,
  };
}

const badness: readonly Finding['verdict'][] = ['no-go', 'unknown', 'warn', 'go', 'n/a'];

function fine(names: readonly GoneName[], files: number, removed: number): string {
  const [first] = names;
  if (first !== undefined) {
    return `${findingOf(first).text}${names.length > 1 ? `, and ${names.length - 1} more that nothing breaks for` : ''}`;
  }

  const none =
    removed === 0 ? 'no class is gone' : `${plural(removed, 'class is', 'classes are')} gone, and none is stored`;
  return files === 0 ? 'no class has changed' : `${none} (${plural(files, 'changed file')})`;
}

/** Its key is the name itself: `migrations:names:Foo` can be accepted. */
function findingOf({ one, became, count, by }: GoneName): Finding {
  const key = one.name;
  const now = became === undefined ? 'which is gone' : `which is now ${became.name}`;
  if (count === undefined) {
    return by === undefined
      ? { key, verdict: 'warn', text: `${one.name}, ${now}: ${one.stored}; nothing counts them (\`stored_names\`)` }
      : { key, verdict: 'go', text: `${by.path} rewrites ${one.name}, ${now}` };
  }

  if ('unknown' in count) {
    return { key, verdict: 'unknown', text: `nobody knows how many rows store ${one.name}, ${now}: ${count.unknown}` };
  }

  const rows = `${plural(count.rows, 'row stores', 'rows store')} ${one.name}`;
  return count.rows === 0
    ? { key, verdict: 'go', text: rows }
    : by === undefined
      ? { key, verdict: 'no-go', text: `${rows}, ${now}; no migration rewrites them` }
      : { key, verdict: 'go', text: `${rows}, ${now}; ${by.path} rewrites them` };
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
