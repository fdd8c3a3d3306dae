import type { Json, SourceAsked } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import type { FacetLook, Migration, MigrationsLook } from './model.js';
import { alembicPending } from './pending-alembic.js';
import { comparePending, freshFor, type PendingCompared } from './pending-compare.js';
import { type PendingRead, plainLines, readPending } from './pending-formats.js';
import { djangoLabels } from './pending-labels.js';
import { runPending } from './pending-run.js';

/** Facet `pending`: what the database has still to run is what this release brings, no more and no less. */
export async function pendingFacet(look: MigrationsLook): Promise<FacetLook> {
  const command = look.options.pending;
  if (command === undefined) {
    return { facet: { verdict: 'n/a', summary: 'no `pending: COMMAND` says what the database has still to run' } };
  }

  const answer = await runPending(command, look.context);
  const sources = answer.source === undefined ? [] : [answer.source];
  const at = answer.where === 'here' ? 'asked here' : `asked on ${answer.where}`;
  if (!answer.known) {
    return notKnown(`${at}: ${answer.why}`, sources);
  }

  const said = readPending(answer.output, answer.exit);
  if (said === undefined) {
    const first = plainLines(answer.output).find((line) => line.trim() !== '');
    const words = first === undefined ? 'it printed nothing' : `it begins with: ${first.trim().slice(0, 120)}`;
    const end = answer.exit === 0 ? '' : `exit ${answer.exit}, `;
    return notKnown(`${at}: ${end}no list of migrations that is known; ${words}`, sources);
  }

  const read = said.framework === 'alembic' ? await alembicPending(look, said) : said;
  if (read === undefined) {
    const ids = said.listed.map(({ id }) => id).join(', ');
    return notKnown(`${at}: the database stands at ${ids}, which is not among the release's migrations`, sources);
  }

  const fresh = freshFor(read.framework, look.migrations);
  const labels = read.framework === 'django' ? await djangoLabels(look, fresh) : undefined;
  const compared = comparePending(read, fresh, labels);
  return { facet: facetOf(read, compared, fresh, at), sources, facts: factsOf(read, compared, answer.where) };
}

const notKnown = (summary: string, sources: readonly SourceAsked[]): FacetLook => ({
  facet: { verdict: 'unknown', summary },
  sources,
});

function facetOf(read: PendingRead, compared: PendingCompared, fresh: readonly Migration[], at: string): FacetFound {
  const { findings } = compared;
  const verdict = worst(['go', ...findings.map((one) => one.verdict)]);
  const [first] = findings.filter((one) => one.verdict === verdict);
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return {
    verdict,
    summary: `${first === undefined ? agrees(compared, fresh) : `${first.text}${more}`} (${at}, ${read.tool})`,
    detail: [
      `${read.tool}, ${at}: ${countOf(read, 'pending')} to run${
        read.saysApplied ? `, ${countOf(read, 'applied') + countOf(read, 'gone')} run already` : ''
      }`,
      ...findings.map(({ text }) => text),
      ...compared.awaited.map((path) => `waits: ${path}`),
      ...compared.unseen.map((path) => `not known there yet: ${path}`),
      ...read.listed.filter(({ state }) => state === 'gone').map(({ id }) => `has run, and has no file there: ${id}`),
    ],
    findings,
  };
}

/** What was compared is said: a tool without the release's files can only tell that nothing is left over. */
function agrees({ awaited, unseen }: PendingCompared, fresh: readonly Migration[]): string {
  if (fresh.length === 0) {
    return 'nothing has still to run';
  }

  return unseen.length > 0 && awaited.length === 0
    ? `nothing is left over; ${plural(unseen.length, 'new migration is', 'new migrations are')} not known there yet`
    : `the database waits for exactly ${awaited.length === 1 ? 'the new migration' : `the ${awaited.length} new migrations`}`;
}

const countOf = ({ listed }: PendingRead, state: string): number => listed.filter((one) => one.state === state).length;

const factsOf = (read: PendingRead, compared: PendingCompared, where: string): { readonly pending: Json } => ({
  pending: {
    where,
    tool: read.tool,
    waiting: read.listed
      .filter(({ state }) => state === 'pending')
      .map(({ id }) => id)
      .slice(0, 100),
    awaited: compared.awaited.slice(0, 100),
    unseen: compared.unseen.slice(0, 100),
  },
});
