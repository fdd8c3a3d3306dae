import type { GoAnswer, Level, OverrideRule, When } from '../checklist/model.js';
import type { WatchPlan } from './watch-plan.js';

/** An item as a run walks it: the checklist's words completed by its kind's, with the question as it will be shown. */
export interface PlannedItem {
  readonly id: string;
  readonly kind: string;
  readonly phase: 'before' | 'after';
  readonly question: string;
  readonly go: GoAnswer;
  readonly why: string;
  /** By facet: a reason of its own, where the item's is the kind's, and does not fit it. */
  readonly facetWhys?: Readonly<Record<string, string>>;
  readonly killer: boolean;
  readonly level: Level;
  readonly unknown: 'ask' | 'block' | 'warn';
  readonly override: OverrideRule;
  /** A closed question that follows the reason of an override; only a yes goes on. */
  readonly overrideFollowUp?: string;
  /** Role or person who must give the human answer. */
  readonly by?: string;
  readonly when?: When;
  /** Nothing can be gathered: only a person knows. */
  readonly human: boolean;
  /** A person answers even if everything gathered is go. */
  readonly alwaysAsks: boolean;
  /** Milliseconds; absent: evidence stays good for the whole run. */
  readonly ttlMs?: number;
  readonly timeoutMs: number;
  readonly boundToCommit: boolean;
  readonly alwaysLookAgain: boolean | 'if-quick';
  /** What it finds, or whether it applies, depends on what the target runs now. */
  readonly needsPrevious?: true;
  /** It goes on after its evidence: it looks, and asks, until somebody says that the deploy is finished. */
  readonly watch?: WatchPlan;
}

/** All items of a run in the order of the checklist. */
export type Plan = readonly PlannedItem[];

/** The order of the walk: killer items first, then as written. */
export const walkOrder = (plan: Plan, phase: PlannedItem['phase']): Plan => {
  const items = plan.filter((item) => item.phase === phase);
  return [...items.filter((item) => item.killer), ...items.filter((item) => !item.killer)];
};
