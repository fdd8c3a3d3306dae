import type { Plan, PlannedItem } from './plan.js';
import type { Run } from './run.js';

/**
 * Items whose evidence has grown too old, or was never gathered. Under the last look also those that are always looked
 * at again. Items that only a person knows are never gathered.
 */
export function toGather(run: Run, plan: Plan, now: Date, options: { readonly lastLook: boolean }): Plan {
  return plan.filter((item) => {
    if (item.human && item.when === undefined) {
      return false;
    }

    return isStale(run, item, now) || (options.lastLook && item.alwaysLookAgain);
  });
}

/** Items that only a person knows and whose answer has grown too old: they have to be asked again. */
export const expiredAnswers = (run: Run, plan: Plan, now: Date): Plan =>
  plan.filter((item) => {
    const answer = run.answers[item.id];
    return item.human && answer !== undefined && item.ttlMs !== undefined && olderThan(answer.t, item.ttlMs, now);
  });

function isStale(run: Run, item: PlannedItem, now: Date): boolean {
  const gathered = run.evidence[item.id]?.event;
  // A rule that made a human item n/a does not grow old on its own.
  return gathered === undefined || (!item.human && item.ttlMs !== undefined && olderThan(gathered.at, item.ttlMs, now));
}

/** A clock that was set back makes evidence stale, never fresh for longer. */
function olderThan(at: string, ttlMs: number, now: Date): boolean {
  const age = now.getTime() - Date.parse(at);
  return !(age >= 0 && age <= ttlMs);
}
