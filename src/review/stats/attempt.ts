import type { Outcome } from '../../run/summary.js';
import type { CountedRun } from './counted-run.js';
import { instantOf } from './instant.js';

type Judged = Pick<CountedRun, 'digest' | 'facts'>;

/** It launched. A dry run, or one that was stopped before, never counts. */
export const isAttempt = ({ digest }: Judged): boolean => attempts.has(digest.outcome);

/** Walked right now, or left to go on later: nobody knows yet whether it launches. */
export const isOpen = ({ digest }: Judged): boolean => digest.outcome === 'running' || digest.outcome === 'paused';

/** An attempt whose deploy command ended well, whatever became of it later. */
export const isDeployment = ({ digest }: Judged): boolean => deployments.has(digest.outcome);

/** An attempt that failed, was rolled back, has an unknown end, or carries an incident. */
export const isBad = (run: Judged): boolean => isAttempt(run) && (bad.has(run.digest.outcome) || hasIncident(run));

export const hasIncident = ({ digest, facts }: Judged): boolean =>
  (digest.incidents ?? 0) > 0 || facts.notes.some(({ incident }) => incident);

const attempts: ReadonlySet<Outcome> = new Set(['deployed', 'unconfirmed', 'failed', 'rolled-back', 'unknown']);
const deployments: ReadonlySet<Outcome> = new Set(['deployed', 'unconfirmed', 'rolled-back']);
const bad: ReadonlySet<Outcome> = new Set(['failed', 'rolled-back', 'unknown']);

/** When an attempt began to change its target: milliseconds. */
export const launchedAt = ({ digest, facts }: Judged): number | undefined =>
  instantOf(facts.deployStarted) ?? instantOf(digest.started);

/** When it had changed its target, as far as the log knows. */
export const liveAt = ({ digest, facts }: Judged): number | undefined =>
  instantOf(digest.deployedAt) ??
  instantOf(digest.ended) ??
  instantOf(facts.deployStarted) ??
  instantOf(digest.started);

/** When its own roll-back had ended well; undefined also where the release still ran after that. */
export function backAt({ digest, facts }: Judged): number | undefined {
  if (digest.rollBack !== undefined) {
    return undefined;
  }

  return instantOf(facts.undone) ?? (digest.outcome === 'rolled-back' ? instantOf(digest.ended) : undefined);
}

/** From its median commit to the end of its deploy: milliseconds; undefined where the log does not know both. */
export function leadTime({ digest, facts }: Judged): number | undefined {
  const committed = instantOf(facts.committed?.median);
  const live = instantOf(digest.deployedAt);
  return committed === undefined || live === undefined || live < committed ? undefined : live - committed;
}
