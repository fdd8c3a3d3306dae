import type { NamedCommit } from '../../world/previous.js';
import type { History } from '../kind.js';

/** How many runs are read for it, newest first. */
const mostRuns = 20;

/**
 * The commit of a repository that a run of this log put live last: only a step of its name that ended well counts.
 * `unsure` where the newest run that began such a step was rolled back, or nobody saw it end.
 */
export function lastPutLive(
  repo: string,
  target: string,
  { runs = [], stepsOf }: Pick<History, 'runs' | 'stepsOf'>,
): NamedCommit | 'unsure' | undefined {
  for (const one of runs.filter((run) => run.target === target && run.tried).slice(0, mostRuns)) {
    const steps = stepsOf?.(one.run);
    if (steps === undefined || steps.dryRun || !steps.started.includes(repo)) {
      continue;
    }

    const commit = steps.repos[repo];
    const isWell = ['deployed', 'unconfirmed', 'failed'].includes(one.outcome) && steps.ended.includes(repo);
    return isWell && commit !== undefined ? { commit, at: one.at, by: one.operator } : 'unsure';
  }

  return undefined;
}
