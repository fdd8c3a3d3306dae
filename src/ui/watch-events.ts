import type { Situation } from '../engine/session.js';
import type { ProbeCounts, WatchEnded, WatchExcused, WatchWaited } from '../run/events.js';
import { probeKey, toAnswer } from '../run/watch.js';
import { excused as excusedIn, type LeftBecause, left, waited as waitedIn } from '../run/watch-answers.js';

/** Keys of the probes that are failing and that nobody has said anything about. */
export function failingProbes({ run, watch }: Situation): readonly string[] {
  const state = watch === undefined ? undefined : run.watches[watch.item];
  return state === undefined ? [] : toAnswer(state).map(probeKey);
}

/** The operator gives the failing probes some time; `undefined` when nothing is failing any more. */
export const waited = ({ run, watch, now, operator }: Situation): WatchWaited | undefined =>
  watch && waitedIn({ run, check: watch.item, by: operator.name }, now);

/** "Not caused by this deploy"; `undefined` when nothing is failing any more. */
export const excused = ({ run, watch, operator }: Situation, reason: string): WatchExcused | undefined =>
  watch && excusedIn({ run, check: watch.item, by: operator.name }, reason);

/** The watch ends before anybody confirmed anything. */
export const leftWatch = ({ run, plan, watch, now, operator }: Situation, because: LeftBecause): WatchEnded =>
  left(
    {
      run,
      after: plan.filter((item) => item.phase === 'after'),
      by: operator.name,
      now,
      probes: (watch?.probes ?? []).map(countsOf),
    },
    because,
  );

const countsOf = ({ name, host, looks, failures, min, median, max }: ProbeCounts): ProbeCounts => ({
  name,
  host,
  looks,
  failures,
  ...(min === undefined ? {} : { min }),
  ...(median === undefined ? {} : { median }),
  ...(max === undefined ? {} : { max }),
});
