import { faultOf } from '../audit/fault-of.js';
import type { ProjectPaths } from '../audit/state.js';
import { listSummaries } from '../audit/summaries.js';
import type { StatusDeploy, StatusTarget } from '../review/status.js';
import type { RunDigest } from '../run/summary.js';
import { lookBack } from './status-runs.js';

/** What every target runs that the log knows of, by name. */
export function statusTargets(project: ProjectPaths): readonly StatusTarget[] {
  const attempts = [...listSummaries(project, lookBack)]
    .map(({ digest }) => digest)
    .filter(({ outcome }) => outcomes.has(outcome));
  return [...new Set(attempts.map(({ target }) => target))].toSorted().map((target) => {
    const mine = attempts.filter((one) => one.target === target);
    const [last] = mine;
    if (last === undefined) {
      throw new Error(`no attempt on ${target} among its own`);
    }

    return {
      target,
      live: liveIn(mine),
      last: { ...deployOf(last), outcome: last.outcome },
      damaged: faultOf(project, last.run) !== undefined,
    };
  });
}

const outcomes: ReadonlySet<string> = new Set(['deployed', 'unconfirmed', 'failed', 'rolled-back', 'unknown']);

/** Newest first: what ended well is live; what was rolled back left what was there before it. */
function liveIn(attempts: readonly RunDigest[]): StatusDeploy | null {
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

const deployOf = ({ run, to, operator, ended, started, confirmedAfterMs }: RunDigest): StatusDeploy => ({
  run,
  commit: to,
  operator,
  at: ended ?? started,
  confirmed: confirmedAfterMs !== undefined,
});
