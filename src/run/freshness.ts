import type { Plan, PlannedItem } from './plan.js';
import type { Run } from './run.js';

/**
 * Items whose evidence has grown too old, or was never gathered, and those whose condition may hold by now. Under the
 * last look also those that are always looked at again. Items that only a person knows are never gathered.
 */
export function toGather(run: Run, plan: Plan, now: Date, options: { readonly lastLook: boolean }): Plan {
  return plan.filter((item) => {
    if (item.human && item.when === undefined) {
      return false;
    }

    return isStale(run, item, now) || mayApplyNow(run, item) || (options.lastLook && looksAgain(run, item));
  });
}

/**
 * These items, and those of the same phase whose condition is what one of these finds, over however many others: they
 * are gathered together, or a condition that came true would be noticed by nobody.
 */
export function withDependents(plan: Plan, items: Plan): Plan {
  const dependents = plan.filter(
    (item) => !items.includes(item) && items.some((one) => one.phase === item.phase && dependsOn(item, one)),
  );
  return dependents.length === 0 ? items : withDependents(plan, [...items, ...dependents]);
}

const dependsOn = ({ when }: PlannedItem, { id, kind }: PlannedItem): boolean =>
  when?.found === id || (when?.lane !== undefined && kind === 'lane');

/** Items that only a person knows and whose answer has grown too old: they have to be asked again. */
export const expiredAnswers = (run: Run, plan: Plan, now: Date): Plan =>
  plan.filter((item) => {
    const answer = run.answers[item.id];
    return item.human && answer !== undefined && item.ttlMs !== undefined && olderThan(answer.t, item.ttlMs, now);
  });

/** Milliseconds: what took longer would hold up the last look, and could well be late then. */
const quickMs = 5000;

/** Whether the last look gathers it again even when it is fresh. */
export const looksAgain = (run: Run, { id, alwaysLookAgain }: PlannedItem): boolean =>
  alwaysLookAgain === 'if-quick' ? (run.evidence[id]?.event.ms ?? 0) <= quickMs : alwaysLookAgain;

function isStale(run: Run, item: PlannedItem, now: Date): boolean {
  const gathered = run.evidence[item.id]?.event;
  // What a person is asked grows old with the answer, not with the rule that made it a question.
  return gathered === undefined || (!item.human && item.ttlMs !== undefined && olderThan(gathered.at, item.ttlMs, now));
}

/** Waived by a rule, or asked by one of a person: its condition is cheap to look at, and may have come true since. */
const mayApplyNow = (run: Run, item: PlannedItem): boolean =>
  item.when !== undefined && (item.human || run.evidence[item.id]?.event.verdict === 'n/a');

/** A clock that was set back makes evidence stale, never fresh for longer. */
function olderThan(at: string, ttlMs: number, now: Date): boolean {
  const age = now.getTime() - Date.parse(at);
  return !(age >= 0 && age <= ttlMs);
}
