import type { SourceAsked } from '../run/evidence.js';
import { type Release, short } from '../run/release.js';
import { type ForgeName, programOf } from './forge/ask-forge.js';
import { askJobs, type Job, type JobsAnswer } from './forge/jobs.js';
import { type Twin, twinsOf } from './forge/same-tree.js';
import type { FacetFound, Found, GatherContext } from './kind.js';
import { freshness } from './tests-ci.js';
import { type JudgedJobs, judgeJobs, lines } from './tests-jobs.js';
import type { TestsOptions } from './tests-options.js';

/** How soon a job under way is looked at again, in milliseconds. */
const again = 30_000;

/** What the CI of a forge says about exactly the release, or about the same content where that is accepted. */
export async function askForgeCi(forge: ForgeName, options: TestsOptions, context: GatherContext): Promise<Found> {
  const { release } = context;
  const own = await askJobs(forge, release.commit, context);
  if (!own.known) {
    return nothing(forge, own.why, own.sources, context);
  }

  if (own.jobs.length > 0) {
    return found({ commit: release.commit }, own, options, context);
  }

  const twins = await twinsOf(forge, release, context);
  const twin = twins[0];
  if (twin === undefined) {
    return nothing(forge, `no CI result for ${short(release.commit)}${await whereItIs(context)}`, own.sources, context);
  }

  if (options.accept === 'commit') {
    const why = `no CI result for ${short(release.commit)}; ${twin.name} (${short(twin.commit)}) has the same content: accept: tree would count its result`;
    return nothing(forge, why, own.sources, context);
  }

  const jobs = await askJobs(forge, twin.commit, context);
  const sources = [...own.sources, ...jobs.sources];
  if (!jobs.known || jobs.jobs.length === 0) {
    const why = jobs.known ? `no CI result for ${short(twin.commit)} (${twin.name}) either` : jobs.why;
    return nothing(forge, why, sources, context);
  }

  return found({ commit: twin.commit, twin }, { ...jobs, sources }, options, context);
}

interface Tested {
  readonly commit: string;
  /** It is another commit than the release. */
  readonly twin?: Twin;
}

function found(
  { commit, twin }: Tested,
  { jobs, sources }: Extract<JobsAnswer, { known: true }>,
  options: TestsOptions,
  { release, now }: GatherContext,
): Found {
  const judged = judgeJobs(jobs, options.required);
  const fresh: FacetFound =
    judged.finishedAt === undefined
      ? { verdict: 'n/a', summary: 'no job says when it ended' }
      : freshness(judged.finishedAt, options.max_age, now);
  return {
    summary: summaryOf(judged, release, fresh),
    detail: lines(jobs),
    facts: {
      commit: release.commit,
      tree: release.tree,
      how: 'ci',
      tested_commit: commit,
      ...(judged.finishedAt === undefined ? {} : { finished_at: judged.finishedAt }),
      jobs: jobs.slice(0, 200).map(fact),
    },
    facets: {
      green: judged.green,
      same: same(release, twin),
      complete: judged.complete,
      fresh: judged.green.verdict === 'go' ? fresh : { verdict: 'n/a', summary: 'there is no green result' },
      counted: { verdict: 'n/a', summary: 'jobs are counted, not tests' },
      skipped: judged.skipped,
    },
    sources,
    text: lines(jobs).join('\n'),
    ...(judged.waits ? { again } : {}),
  };
}

const summaryOf = ({ green }: JudgedJobs, { commit }: Release, fresh: FacetFound): string =>
  green.verdict === 'go' ? `${green.summary} for ${short(commit)}, ${fresh.summary}` : green.summary;

const same = ({ commit, tree }: Release, twin: Twin | undefined): FacetFound =>
  twin === undefined
    ? { verdict: 'go', summary: `CI tested ${short(commit)}` }
    : {
        verdict: 'go',
        summary: `tested as ${twin.name} head ${short(twin.commit)}; same content (tree ${short(tree)})`,
      };

const fact = ({ name, state, word, finishedAt, url }: Job): Record<string, string> => ({
  name,
  state,
  word,
  ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
  ...(url === undefined ? {} : { url }),
});

function nothing(forge: ForgeName, why: string, sources: readonly SourceAsked[], { release }: GatherContext): Found {
  const left: FacetFound = { verdict: 'n/a', summary: `${programOf[forge]} named no job` };
  return {
    summary: why,
    facts: { commit: release.commit, tree: release.tree, how: 'ci' },
    facets: {
      green: { verdict: 'unknown', summary: why },
      same: left,
      complete: left,
      fresh: left,
      counted: left,
      skipped: left,
    },
    sources,
  };
}

/** CI can know only what was pushed. */
async function whereItIs({ world, release, signal }: GatherContext): Promise<string> {
  const asked = await world.git.run(
    ['branch', '--remotes', '--contains', release.commit, '--format=%(refname:short)'],
    {
      signal,
    },
  );
  const branches = asked.stdout.split('\n').filter((line) => line !== '');
  return !asked.ok
    ? ''
    : branches.length === 0
      ? ': it is on no remote branch, push it'
      : `, which is on ${branches[0]}`;
}
