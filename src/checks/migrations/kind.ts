import type { Command, Level } from '../../checklist/model.js';
import { short } from '../../run/release.js';
import { cap, passes, worst } from '../../run/verdict.js';
import type { FacetFound, Found, GatherContext, Kind } from '../kind.js';
import { facetOf } from '../one-of.js';
import { sincePrevious } from '../since-previous.js';
import { authorsFacets } from './authors.js';
import { editedFacet } from './edited.js';
import { headsFacet } from './heads.js';
import { labelsFacet } from './labels.js';
import type { FacetLook, MigrationsLook } from './model.js';
import { modelsFacet } from './models.js';
import { namesFacet } from './names.js';
import { type MigrationsOptions, migrationsOptions } from './options.js';
import { pendingFacet } from './pending.js';
import { readMigrations } from './read.js';
import { rehearsedFacet } from './rehearsed.js';
import { detailOf, factsOf, summaryOf } from './show.js';
import { mixedFacet, reversibleFacet } from './text-facets.js';
import { leftOutLines, withUnclaimed } from './unread.js';

/** What this release does to data, and whether that was tried before (checks.md section 5.7). */
export const migrations: Kind<MigrationsOptions> = {
  name: 'migrations',
  options: migrationsOptions,
  question: () => headline,
  go: 'yes',
  why: 'A class was renamed and the rows kept the old name: the background jobs crashed all night, and no test had seen real data.',
  facets: {
    rehearsed: { level: 'block', go: 'yes', override: 'second', question: () => headline },
    authors: {
      level: 'block',
      go: 'yes',
      question: () => 'Is everybody here who wrote a migration?',
      why: 'When a migration goes wrong half way, whoever wrote it knows what the rows should look like.',
    },
    names: { level: 'block', go: 'no', question: () => 'Are there rows that store a renamed class name?' },
    models: {
      level: 'warn',
      go: 'no',
      question: () => 'Does a migration use a class this release changes?',
      why: 'A migration that uses the class of today does something else once the class has changed.',
    },
    mixed: {
      level: 'warn',
      go: 'no',
      question: () => 'Does one migration change schema and data?',
      why: 'One that does both locks the table while it goes through the rows, and half of it is hard to undo.',
    },
    reversible: {
      level: 'warn',
      go: 'yes',
      question: () => 'Can every migration be undone?',
      why: 'The way back of the deploy stops at the first migration that has none.',
    },
    edited: {
      level: 'block',
      go: 'no',
      question: () => 'Was an already deployed migration edited?',
      why: 'What has run does not run again: production stays as it was, and every fresh database is different.',
    },
    pending: {
      level: 'warn',
      go: 'yes',
      question: () => 'Does the database expect exactly these?',
      why: 'A deploy that stopped half way leaves migrations that nobody thinks of any more.',
    },
    heads: {
      level: 'block',
      go: 'yes',
      question: () => 'Is there one line of migrations?',
      why: 'With two ends the migration command refuses to run, in the middle of the deploy.',
    },
    labels: {
      level: 'warn',
      go: 'yes',
      question: () => 'Does every pull request with a migration carry its label?',
      why: 'By the label those who deploy see early that a migration is coming.',
    },
  },
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: ({ rehearse }) => (rehearse !== undefined && 'command' in rehearse ? 30 * 60_000 : 60_000),
  boundToCommit: true,
  alwaysLookAgain: false,
  needsPrevious: true,
  gather,
  commands: ({ rehearse, stored_names, pending, presence }): readonly Command[] =>
    [
      rehearse !== undefined && 'command' in rehearse ? rehearse.command : undefined,
      stored_names,
      pending,
      presence,
    ].filter((one) => one !== undefined),
};

const headline = 'Has every migration in this release run on a copy of production?';

async function gather(options: MigrationsOptions, context: GatherContext): Promise<Found> {
  const { base, first, doubt } = await sincePrevious(context);
  if (base === undefined) {
    return first
      ? { verdict: 'n/a', summary: `first deploy to ${context.target.name}: every migration is new` }
      : {
          verdict: 'unknown',
          summary: `which migrations are new is not known: ${doubt ?? 'nobody said what runs now'}`,
        };
  }

  const read = await readMigrations(options, context, { commit: base, sources: [] });
  if (!read.known) {
    const summary = `which migrations are new since ${short(base)} is not known: ${read.why}`;
    return { verdict: 'unknown', summary, facts: { previous: base }, sources: read.sources };
  }

  const { look } = read;
  const looks = look.migrations.length === 0 ? await withoutMigrations(look) : await lookAtAll(look);
  const facets = withDoubt(Object.fromEntries(looks.flatMap(({ facets: found }) => Object.entries(found))), doubt);
  const bad = Object.entries(facets)
    .map(([name, facet]) => ({ facet, verdict: cap(facet.verdict, facet.level ?? levelOf(name)) }))
    .filter(({ facet, verdict }) => !passes(verdict) && !facet.human);
  const verdict = worst(bad.map((one) => one.verdict));
  return {
    summary:
      look.migrations.length === 0 && bad.length === 0
        ? noMigrations
        : summaryOf(look.migrations, bad.find((one) => one.verdict === verdict)?.facet),
    detail: [...detailOf(look.migrations), ...leftOutLines(look)],
    facts: {
      previous: base,
      ...factsOf(look.migrations, look.frameworks),
      ...Object.assign({}, ...looks.map(({ facts }) => facts)),
    },
    facets,
    sources: [...read.sources, ...looks.flatMap(({ sources = [] }) => sources)],
  };
}

const levelOf = (facet: string): Level => migrations.facets[facetOf(facet)]?.level ?? 'block';

const noMigrations = 'no migrations in this release';

interface Looked extends Omit<FacetLook, 'facet'> {
  readonly facets: Readonly<Record<string, FacetFound>>;
}

const named = (name: string, { facet, ...rest }: FacetLook): Looked => ({ facets: { [name]: facet }, ...rest });

/** Rows may store the name of a class that is gone without anybody having written a migration for them. */
async function withoutMigrations(look: MigrationsLook): Promise<readonly Looked[]> {
  const found = await namesFacet(look);
  const { verdict, summary } = found.facet;
  const { gone } = found.facts ?? {};
  const more = Array.isArray(gone) && gone.length > 0 ? `; ${summary}` : '';
  const names: FacetLook = passes(verdict)
    ? { ...found, facet: { verdict: 'n/a', summary: `${noMigrations}${more}` } }
    : found;
  const rehearsed = withUnclaimed({ verdict: 'n/a', summary: noMigrations }, look);
  return [{ facets: { rehearsed } }, named('names', names)];
}

async function lookAtAll(look: MigrationsLook): Promise<readonly Looked[]> {
  const { migrations: all } = look;
  const [rehearsed, authors, names, models, pending, heads, labels] = await Promise.all([
    rehearsedFacet(look),
    authorsFacets(look),
    namesFacet(look),
    modelsFacet(look),
    pendingFacet(look),
    headsFacet(look),
    labelsFacet(look),
  ]);
  return [
    named('rehearsed', { ...rehearsed, facet: withUnclaimed(rehearsed.facet, look) }),
    authors,
    named('names', names),
    named('models', models),
    named('mixed', { facet: mixedFacet(all) }),
    named('reversible', { facet: reversibleFacet(all) }),
    named('edited', { facet: editedFacet(all) }),
    named('pending', pending),
    named('heads', heads),
    named('labels', labels),
  ];
}

/** What was found counts; that nothing more was found does not, where something older may run than anybody said. */
function withDoubt(
  facets: Readonly<Record<string, FacetFound>>,
  doubt: string | undefined,
): Readonly<Record<string, FacetFound>> {
  const { rehearsed } = facets;
  return doubt === undefined || rehearsed === undefined || !passes(rehearsed.verdict)
    ? facets
    : { ...facets, rehearsed: { verdict: 'unknown', summary: `there may be more migrations: ${doubt}` } };
}
