import { listRunIds, readRun, toStampedEvents } from '../audit/read.js';
import { readIndex } from '../audit/index-file.js';
import type { ProjectPaths } from '../audit/state.js';
import type { History, PastDeploy } from '../checks/kind.js';
import { foldRun } from '../run/fold.js';
import { type RunSummary, summarise } from '../run/summary.js';

/** Runs that tried to change what a target runs, by their outcome. */
const attempts: ReadonlySet<string> = new Set(['deployed', 'unconfirmed', 'failed', 'rolled-back', 'unknown']);

/** What the log knows about earlier deploys to a target; at most this many runs are looked through. */
const lookBack = 2000;

/** The commit that the log says is live on a target, with the time of its deploy. */
export function lastLive(project: ProjectPaths, target: string): { readonly commit: string; readonly at: string } | undefined {
  for (const summary of pastRuns(project)) {
    if (summary.target !== target) {
      continue;
    }

    if (summary.outcome === 'deployed' || summary.outcome === 'unconfirmed') {
      return { commit: summary.to, at: summary.ended ?? summary.started };
    }

    if (summary.outcome === 'rolled-back' && summary.from !== null) {
      return { commit: summary.from, at: summary.ended ?? summary.started };
    }
  }

  return undefined;
}

export function historyOf(project: ProjectPaths, target: string, commit: string): History {
  const past = [...pastRuns(project)].filter((one) => one.target === target && attempts.has(one.outcome));
  const lastAttempt = past[0];
  return {
    ...(lastAttempt === undefined ? {} : { lastAttempt: pastDeploy(lastAttempt) }),
    sameCommit: past.filter((one) => one.to === commit).map(pastDeploy),
  };
}

/** Newest first. Finished runs come from the index, the few others are read. */
function* pastRuns(project: ProjectPaths): Generator<RunSummary> {
  const index = readIndex(project);
  for (const run of listRunIds(project).slice(0, lookBack)) {
    const known = index.get(run);
    if (known !== undefined) {
      yield known;
      continue;
    }

    const read = readRun(project, run);
    const folded = foldRun(toStampedEvents(read.records));
    if (folded.started !== undefined) {
      yield summarise(folded, { run, records: read.records.length, head: read.head, alive: read.alive });
    }
  }
}

const pastDeploy = (summary: RunSummary): PastDeploy => ({
  run: summary.run,
  commit: summary.to,
  operator: summary.operator,
  at: summary.ended ?? summary.started,
  outcome: summary.outcome,
});
