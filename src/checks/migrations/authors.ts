import type { SourceAsked } from '../../run/evidence.js';
import { safeLine } from '../../text/sanitise.js';
import { truncate, width } from '../../text/width.js';
import { commandVerdict, sourceOf } from '../command-verdict.js';
import type { FacetFound, GatherContext } from '../kind.js';
import { oneOf } from '../one-of.js';
import { isSame, type Somebody, whoCommits } from '../persons.js';
import type { Migration, MigrationsLook } from './model.js';
import { changesRows, nameOf, shortName, theseMigrations, whatItIs } from './words.js';

export interface AuthorsLook {
  readonly facets: Readonly<Record<string, FacetFound>>;
  readonly sources: readonly SourceAsked[];
}

/** Facet `authors`, one for each person: whoever wrote a migration has to be here while it runs. */
export async function authorsFacets(look: MigrationsLook): Promise<AuthorsLook> {
  const { migrations, context } = look;
  const present = migrations.filter(({ status }) => status !== 'D');
  if (present.length === 0) {
    const summary = migrations.length === 0 ? 'no migrations in this release' : 'no new migration';
    return { facets: { authors: { verdict: 'n/a', summary } }, sources: [] };
  }

  // With a schema alone, somebody else can see what is wrong; rows that were changed wrongly only the author understands.
  const level = present.some(changesRows) ? {} : { level: 'warn' as const };
  const me = whoCommits(context.operator, context.checklist.people);
  const asked = await Promise.all(
    writersIn(present).map(async ({ who, wrote }) => {
      const { facet, source } = await isHere(who, wrote, me, look);
      return { name: nameFor(who), facet: { ...facet, ...level }, source };
    }),
  );
  const orphans = withoutWriter(present);
  return {
    facets: {
      ...Object.fromEntries(asked.map(({ name, facet }) => [name, facet])),
      ...(orphans.length === 0 ? {} : { [oneOf('authors', 'nobody')]: { ...unknownWriter(orphans), ...level } }),
    },
    sources: asked.flatMap(({ source }) => (source === undefined ? [] : [source])),
  };
}

/** Those of which nobody knows who wrote them, or who else did. */
export const withoutWriter = (migrations: readonly Migration[]): readonly Migration[] =>
  migrations.filter(({ authors, cutOff }) => authors.length === 0 || cutOff);

/** @param which what they are called */
export const whyNoWriter = (orphans: readonly Migration[], which: string): string =>
  orphans.some(({ cutOff }) => cutOff)
    ? `this clone is shallow, and does not say who wrote ${which}: git fetch --unshallow`
    : `no commit of this release says who wrote ${which}`;

/** Who has left without anybody in their place is none of those who have not. */
const nameFor = ({ key, email, name, insteadOf, left }: Somebody): string =>
  oneOf(
    'authors',
    [key ?? email ?? name, ...(insteadOf === undefined ? [] : [insteadOf]), ...(left ? ['left'] : [])].join('.'),
  );

interface Writer {
  readonly who: Somebody;
  readonly wrote: readonly Migration[];
}

/** Everybody once, in the order of what they wrote; who stands in for somebody is asked about that apart. */
export function writersIn(migrations: readonly Migration[]): readonly Writer[] {
  const all = migrations.flatMap(({ authors }) => authors);
  const people = all.filter((who, index) => all.findIndex((other) => isOne(who, other)) === index);
  return people.map((who) => ({
    who,
    wrote: migrations.filter(({ authors }) => authors.some((author) => isOne(author, who))),
  }));
}

const isOne = (one: Somebody, other: Somebody): boolean => isSame(one, other) && one.insteadOf === other.insteadOf;

async function isHere(
  who: Somebody,
  wrote: readonly Migration[],
  me: Somebody,
  { context, options: { presence } }: MigrationsLook,
): Promise<{ readonly facet: FacetFound; readonly source?: SourceAsked }> {
  const question = questionFor(who, wrote);
  const detail = wrote.map((one) => `${one.path}: ${whatItIs(one)}`);
  if (who.left) {
    const place = who.key === undefined ? '' : ` (people.${who.key}.instead)`;
    const summary = `${safeLine(who.name)}, who wrote ${theseMigrations(wrote)}, has left, and nobody stands in their place${place}`;
    return { facet: { verdict: 'no-go', summary, question, detail } };
  }

  if (isSame(who, me)) {
    return { facet: { verdict: 'go', summary: `${nameOf(who)}: that is you`, question, detail } };
  }

  if (presence === undefined) {
    const summary = `${nameOf(who)} wrote ${theseMigrations(wrote)}; only you can say whether they are here`;
    return { facet: { verdict: 'unknown', human: true, summary, question, detail } };
  }

  const { verdict, summary, source } = await askPresence(presence, who, context);
  return { facet: { verdict, summary, question, detail }, source };
}

async function askPresence(
  command: NonNullable<MigrationsLook['options']['presence']>,
  who: Somebody,
  { world, env, timeoutMs, signal }: GatherContext,
): Promise<{ readonly verdict: FacetFound['verdict']; readonly summary: string; readonly source: SourceAsked }> {
  const request = {
    command,
    cwd: world.root,
    inherit: 'operator' as const,
    env: { ...env, SHIPIT_NAME: safeLine(who.name), SHIPIT_EMAIL: safeLine(who.email ?? '') },
    timeoutMs: Math.min(timeoutMs, 20_000),
    signal,
  };
  const result = await world.commands(request);
  const { verdict, summary, json } = commandVerdict(result);
  const said = json === undefined ? ` (\`presence\`: ${summary})` : `: ${summary}`;
  const words = { go: 'is here', 'no-go': 'is not here', unknown: 'nobody knows whether they are here' };
  return {
    // That it does not apply to somebody says nothing about where they are.
    verdict: verdict === 'n/a' ? 'unknown' : verdict,
    summary: `${nameOf(who)} ${verdict === 'go' || verdict === 'no-go' ? words[verdict] : `– ${words.unknown}`}${said}`,
    source: sourceOf(request, result),
  };
}

const longest = 90;

/** `Is Björn, who wrote 0042, here?`, whatever the names: at most 90 columns. */
function questionFor(who: Somebody, wrote: readonly Migration[]): string {
  const words = (name: string, what: string): string => `Is ${name}, who wrote ${what}, here?`;
  const stand = (name: string, other: string, what: string): string =>
    `Is ${name}, for ${other}, who wrote ${what}, here?`;
  const what = theseMigrations(wrote);
  const [first] = wrote;
  const brief = wrote.length === 1 && first !== undefined ? shortName(first.path, 12) : `${wrote.length} migrations`;
  const make = (columns: number, each: string): string => {
    const name = truncate(safeLine(who.name), columns);
    return who.insteadOf === undefined
      ? words(name, each)
      : stand(name, truncate(safeLine(who.insteadOf), columns), each);
  };
  const tries = [make(60, what), make(60, brief), make(who.insteadOf === undefined ? 45 : 20, brief)];
  return tries.find((one) => width(one) <= longest) ?? tries.at(-1) ?? '';
}

function unknownWriter(orphans: readonly Migration[]): FacetFound {
  return {
    verdict: 'unknown',
    summary: whyNoWriter(orphans, theseMigrations(orphans)),
    question: 'Is everybody here who wrote these migrations?',
    detail: orphans.map(({ path }) => path),
  };
}
