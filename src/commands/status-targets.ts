import { firstFaultOf } from '../audit/fault-of.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import { listSummaries } from '../audit/summaries.js';
import type { StatusDeploy, StatusTarget } from '../review/status.js';
import { foldRun } from '../run/fold.js';
import { changedAt, type RunDigest, summarise } from '../run/summary.js';
import { lookBack } from './status-runs.js';

/** What every target runs that the log knows of, by name. */
export function statusTargets(project: ProjectPaths): readonly StatusTarget[] {
  const attempts = [...listSummaries(project, lookBack)]
    .flatMap(({ digest }): readonly Attempt[] =>
      digest.outcome === 'running' ? openAttempt(project, digest) : [digest],
    )
    // A run whose beginning cannot be read names no target: it is told among the unfinished.
    .filter(({ outcome, target }) => outcomes.has(outcome) && target !== '');
  return [...new Set(attempts.map(({ target }) => target))].toSorted().map((target) => {
    const mine = attempts.filter((one) => one.target === target);
    const [last] = mine;
    if (last === undefined) {
      throw new Error(`no attempt on ${target} among its own`);
    }

    return {
      target,
      live: liveIn(mine),
      last: {
        ...deployOf(last),
        outcome: last.outcome,
        ...(last.rollBack === undefined ? {} : { roll_back: last.rollBack }),
      },
      ...trustIn(project, last.run),
    };
  });
}

function trustIn(project: ProjectPaths, run: string): Pick<StatusTarget, 'damaged' | 'newer'> {
  const fault = firstFaultOf(project, run);
  return { damaged: fault !== undefined, ...(fault?.kind === 'newer-format' ? { newer: true } : {}) };
}

/** `open`: a process has the run. */
type Attempt = RunDigest & { readonly open?: true };

const outcomes: ReadonlySet<string> = new Set([
  'running',
  'deployed',
  'unconfirmed',
  'failed',
  'rolled-back',
  'unknown',
]);

/** What a run that a process has came to so far: nothing before its launch; `running` while its commands do. */
function openAttempt(project: ProjectPaths, digest: RunDigest): readonly Attempt[] {
  const run = foldRun(toStampedEvents(readRun(project, digest.run).records));
  if (run.deploy === undefined) {
    return [];
  }

  const { outcome } = summarise(run, { ...digest, alive: false });
  return outcome === 'unknown'
    ? [{ ...digest, started: run.undo?.startedAt ?? run.deploy.startedAt, open: true }]
    : [{ ...digest, outcome, open: true }];
}

/** Newest first: what ended well is live; what was rolled back left what was there before it. */
function liveIn(attempts: readonly Attempt[]): StatusDeploy | null {
  const [first, ...earlier] = attempts;
  if (first === undefined) {
    return null;
  }

  switch (first.outcome) {
    case 'deployed':
    case 'unconfirmed':
      return deployOf(first);
    case 'rolled-back':
      return earlier.map(deployOf).find(({ commit }) => commit === first.from) ?? null;
    default:
      // Nobody knows how far it came.
      return null;
  }
}

const deployOf = (attempt: Attempt): StatusDeploy => ({
  run: attempt.run,
  commit: attempt.to,
  operator: attempt.operator,
  at: attempt.outcome === 'running' ? attempt.started : changedAt(attempt),
  confirmed: attempt.confirmedAfterMs !== undefined,
  ...(attempt.open === undefined ? {} : { open: true }),
});
