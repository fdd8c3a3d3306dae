import type { ProbeCounts, WatchEnded, WatchExcused, WatchWaited } from './events.js';
import type { PlannedItem } from './plan.js';
import { isWatched, standing } from './questions.js';
import type { Run } from './run.js';
import { probeKey, toAnswer } from './watch.js';
import { countsThatFit } from './watch-fit.js';
import { doubts, mostWaits } from './watch-questions.js';

/** How long a failing probe is given when the operator waits, in milliseconds. */
export const waitMs = 120_000;

/** What an answer to a watch is made from. */
export interface WatchAnswer {
  readonly run: Run;
  /** Id of the item. */
  readonly check: string;
  /** Name of the operator. */
  readonly by: string;
}

/** How often the operator may still wait for a failing probe. */
export const waitsLeft = ({ run, check }: Pick<WatchAnswer, 'run' | 'check'>): number =>
  Math.max(0, mostWaits - (run.watches[check]?.waits ?? 0));

/** "Wait 2 min", for everything that is failing now. Undefined when nothing is, or the operator has waited enough. */
export function waited({ run, check, by }: WatchAnswer, now: string): WatchWaited | undefined {
  const probes = failingKeys(run, check);
  return probes.length === 0 || waitsLeft({ run, check }) === 0
    ? undefined
    : { type: 'watch.wait', check, probes, until: new Date(Date.parse(now) + waitMs).toISOString(), by };
}

/** "Not caused by this", for everything that is failing now. Undefined when nothing is. */
export function excused({ run, check, by }: WatchAnswer, reason: string): WatchExcused | undefined {
  const probes = failingKeys(run, check);
  return probes.length === 0 ? undefined : { type: 'watch.excused', check, probes, reason, by };
}

/** Why a deploy is left before it is finished: somebody else goes on, or nobody does. */
export type LeftBecause = { readonly handedTo: string } | { readonly reason: string };

export interface WatchLeft {
  readonly run: Run;
  readonly after: readonly PlannedItem[];
  readonly by: string;
  /** UTC, ISO 8601. */
  readonly now: string;
  readonly probes: readonly ProbeCounts[];
}

/** The end of the watch by somebody who leaves; of the first open item after the deploy where nobody watches. */
export function left({ run, after, by, now, probes }: WatchLeft, because: LeftBecause): WatchEnded {
  const item = watchedItem(run, after);
  return {
    type: 'watch.end',
    check: (item ?? after.find((one) => standing(run, one).state !== 'settled'))?.id ?? 'after',
    confirmed: false,
    healthy: false,
    watched_for: watchedMs(run, item?.id, now),
    ...('handedTo' in because ? { handed_to: because.handedTo } : { left_because: because.reason }),
    by,
    probes: countsThatFit(probes),
  };
}

/** The end of a watch whose every question was answered with go. */
export function confirmed({ run, by, now, probes }: WatchLeft, item: PlannedItem): WatchEnded {
  const watch = run.watches[item.id];
  return {
    type: 'watch.end',
    check: item.id,
    confirmed: true,
    // Without a probe a person has seen it work, and no machine anything of its health.
    healthy: item.watch !== undefined && item.watch.probes.length > 0 && doubts(watch, item.watch).length === 0,
    watched_for: watchedMs(run, item.id, now),
    by,
    probes: countsThatFit(probes),
  };
}

const watchedItem = (run: Run, after: readonly PlannedItem[]): PlannedItem | undefined =>
  after.find((item) => {
    const { started, ended } = run.watches[item.id] ?? {};
    // One that was confirmed has its end.
    return isWatched(run, item) && started !== undefined && !ended?.confirmed;
  });

const failingKeys = (run: Run, check: string): readonly string[] => {
  const watch = run.watches[check];
  return watch === undefined ? [] : toAnswer(watch).map(probeKey);
};

/** Since the watch began, or where nobody watches since the deploy ended; milliseconds, never negative. */
function watchedMs(run: Run, check: string | undefined, now: string): number {
  const since = (check === undefined ? undefined : run.watches[check]?.startedAt) ?? run.deploy?.endedAt ?? now;
  const ms = Date.parse(now) - Date.parse(since);
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
