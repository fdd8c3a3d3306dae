import type { SourceAsked } from '../run/evidence.js';
import { short } from '../run/release.js';
import { findPrevious, type NamedCommit, type PreviousFound } from '../world/previous.js';
import { readTree } from '../world/tree-state.js';
import type { FacetFound, Found, GatherContext, History, Kind } from './kind.js';
import { migrationPaths } from './lane/migration-paths.js';
import { agreesFacet } from './release-agrees.js';
import { backwardsFacet, unknownRange } from './release-backwards.js';
import { branchFacet, tagFacet } from './release-branch.js';
import { commitLine, detailOf, summaryOf } from './release-detail.js';
import { knownFacet } from './release-known.js';
import { behindFacet, cleanFacet, pushedFacet } from './release-now.js';
import { type ReleaseOptions, releaseOptions } from './release-options.js';
import { previousFacet, sameFacet, sizeFacet } from './release-past.js';
import { lookAtRange, type Range, type RangeAnswer, rangeFacts } from './release-range.js';
import { lookAtRemote } from './release-remote.js';
import { lookAtUndo } from './release-undo.js';

/** What is in the release. Evidence is gathered, and a person always answers: only they know what they meant. */
export const release: Kind<ReleaseOptions> = {
  name: 'release',
  options: releaseOptions,
  question: () => 'Is this exactly what you mean to ship?',
  go: 'yes',
  why: 'People have shipped commits of others, or lost a fix that was live, because nobody read the list.',
  facets: {
    clean: { level: 'block', question: () => 'Is the working tree clean?', go: 'yes' },
    pushed: { level: 'block', question: () => 'Is the commit pushed?', go: 'yes' },
    behind: { level: 'warn', question: () => 'Is the remote ahead of you?', go: 'no' },
    branch: { level: 'block', question: () => 'Is this an allowed branch?', go: 'yes' },
    known: {
      level: 'block',
      question: ({ target }) => `Is it known what ${target} runs now?`,
      go: 'yes',
      why: 'Without it nobody can say what this deploy changes, nor what to go back to.',
    },
    agrees: {
      level: 'block',
      question: () => 'Do all sources agree about what runs now?',
      go: 'yes',
      why: 'Where they differ, somebody deployed or rolled back past one of them, or a host was left out.',
    },
    backwards: { level: 'block', question: () => 'Would live commits be lost?', go: 'no' },
    same: { level: 'warn', question: () => 'Is this commit already live?', go: 'no' },
    previous: {
      level: 'block',
      question: () => 'Did the last deploy end well?',
      go: 'yes',
      why: 'What made the last deploy fail makes this one fail as well, until somebody has understood it.',
    },
    size: { level: 'warn', question: () => 'Is this an unusually large release?', go: 'no' },
    undo: {
      level: 'warn',
      question: () => 'Is there a tested way back?',
      go: 'yes',
      why: 'A way back that was never tried is found to be none when it is needed.',
    },
    tag: { level: 'off', question: () => 'Does the commit carry a tag?', go: 'yes' },
  },
  alwaysAsks: true,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 30_000,
  boundToCommit: true,
  alwaysLookAgain: true,
  needsPrevious: true,
  readsPlan: true,
  gather,
  commands: ({ undo_check }) => (undo_check === undefined ? [] : [undo_check]),
};

async function gather(options: ReleaseOptions, context: GatherContext): Promise<Found> {
  const { checklist, history, now } = context;
  const looks = await lookAround(options, context);
  const { tree, names, found, shallow, previous, remote, range, undo, migrations } = looks;
  const known = knownFacet(previous, found, shallow);
  return {
    summary:
      previous !== null && range?.known
        ? summaryOf(range.range, previous, context.release, checklist, migrations)
        : withoutRange(context, known),
    detail: range?.known ? detailOf(range.range, checklist) : [],
    facts: factsOf(looks, context),
    facets: {
      clean: cleanFacet(tree, context.release),
      pushed: pushedFacet(remote, context.release),
      behind: behindFacet(remote),
      branch: branchFacet(options.branch, context.release, tree, names),
      known,
      agrees: agreesFacet(found, checklist),
      ...sinceFacets(looks, known, options, context),
      previous: previousFacet(history, checklist, now),
      undo: undo.facet,
      tag: tagFacet(names),
    },
    sources: [
      ...(tree.known ? tree.tree.sources : tree.sources),
      ...names.sources,
      ...(remote.state === 'none' ? [] : remote.sources),
      ...sourcesOf(range),
      ...undo.sources,
    ],
    ...(range?.known ? { text: range.range.commits.map((each) => commitLine(each, checklist)).join('\n') } : {}),
  };
}

type Looks = Awaited<ReturnType<typeof lookAround>>;

/** Everything that facets look at. What runs now has to be known before the difference to it can be asked for. */
async function lookAround(options: ReleaseOptions, context: GatherContext) {
  const { world, signal, timeoutMs, progress, release } = context;
  const { git } = world;
  const { commit } = release;
  const [tree, names, found, shallow] = await Promise.all([
    readTree(git, { signal }),
    git.namesOf(commit, signal),
    previousOf(context),
    git.isShallow(),
  ]);
  const previous = context.previous ?? found.previous;
  const upstream = tree.known ? tree.tree.upstream : undefined;
  const [remote, range, undo, migrations] = await Promise.all([
    lookAtRemote(git, { release: commit, upstream, fetch: options.fetch, timeoutMs, signal, progress }),
    previous === null
      ? undefined
      : lookAtRange(git, { previous: previous.commit, release: commit, risky: options.risky }, signal),
    lookAtUndo(options, context),
    previous === null ? undefined : migrationsSince(previous.commit, context),
  ]);
  return { tree, names, found, shallow, previous, remote, range, undo, migrations };
}

const factsOf = (
  { tree, found, shallow, previous, range }: Looks,
  { release: { commit, tree: id } }: GatherContext,
) => ({
  commit,
  tree: id,
  head: tree.known ? (tree.tree.head ?? null) : null,
  previous: previous?.commit ?? null,
  shallow,
  ...(found.servers === undefined ? {} : { running: found.servers.map((one) => ({ ...one })) }),
  ...(range?.known ? rangeFacts(range.range) : {}),
});

/** The facets about the difference to what runs now. */
function sinceFacets(
  { previous, range, shallow }: Looks,
  known: FacetFound,
  options: ReleaseOptions,
  context: GatherContext,
): Readonly<Record<string, FacetFound>> {
  if (previous === null || range === undefined) {
    return withoutPrevious(known);
  }

  const sinceMs = previous.at === undefined ? undefined : context.now.getTime() - Date.parse(previous.at);
  return {
    same: sameFacet(previous, context.release),
    backwards: backwardsFacet(range, shallow, context),
    size: range.known ? sizeFacet(range.range.commits.length, sinceMs, options) : unknownRange(range),
  };
}

/** How many files with migrations differ; undefined where that is not known: the item `migrations` tells why. */
async function migrationsSince(previous: string, context: GatherContext): Promise<number | undefined> {
  const changes = await context.world.git.changes(previous, context.release.commit);
  return changes.known ? (await migrationPaths(changes.value, context))?.length : undefined;
}

/** As the run found it at its start, else asked anew with what the log's history tells. */
const previousOf = async ({
  previousFound,
  world,
  target,
  checklist,
  history,
}: GatherContext): Promise<PreviousFound> =>
  previousFound ?? findPrevious({ git: world.git, target, sources: checklist.lastDeploy, log: logged(history) });

function logged({ lastAttempt }: History): NamedCommit | undefined {
  if (lastAttempt === undefined || !['deployed', 'unconfirmed'].includes(lastAttempt.outcome)) {
    return undefined;
  }

  const { commit, at, operator } = lastAttempt;
  return { commit, at, by: operator };
}

const withoutRange = ({ release: { commit, subject }, target }: GatherContext, known: FacetFound): string =>
  known.verdict === 'n/a'
    ? `first deploy to ${target.name}: ${short(commit)} ${subject}`
    : `${short(commit)} ${subject}; ${known.summary}`;

/** A first deploy has no difference to anything; an unknown previous commit has one that nobody knows. */
function withoutPrevious({ verdict, summary }: FacetFound): Readonly<Record<string, FacetFound>> {
  const same: FacetFound =
    verdict === 'n/a' ? { verdict, summary } : { verdict: 'unknown', summary: `what runs now is unknown: ${summary}` };
  return { same, backwards: same, size: same };
}

const sourcesOf = (answer: RangeAnswer | undefined): readonly SourceAsked[] =>
  answer === undefined ? [] : answer.known ? (answer.range satisfies Range).sources : answer.sources;
