import type { Situation } from '../engine/session.js';
import type { WatchEnded, WatchExcused, WatchWaited } from '../run/events.js';
import { probeKey, toAnswer } from '../run/watch.js';

/** How long the operator gives a failing probe at a time, in milliseconds (checks.md section 5.11). */
export const waitMs = 120_000;

/** Keys of the probes that are failing and that nobody has said anything about. */
export function failingProbes({ run, watch }: Situation): readonly string[] {
  const state = watch === undefined ? undefined : run.watches[watch.item];
  return state === undefined ? [] : toAnswer(state).map(probeKey);
}

/** The operator gives the failing probes some time; `undefined` when nothing is failing any more. */
export function waited(situation: Situation): WatchWaited | undefined {
  const { watch, now, operator } = situation;
  const probes = failingProbes(situation);
  return watch === undefined || probes.length === 0
    ? undefined
    : {
        type: 'watch.wait',
        check: watch.item,
        probes,
        until: new Date(Date.parse(now) + waitMs).toISOString(),
        by: operator.name,
      };
}

/** "Not caused by this deploy"; `undefined` when nothing is failing any more. */
export function excused(situation: Situation, reason: string): WatchExcused | undefined {
  const { watch, operator } = situation;
  const probes = failingProbes(situation);
  return watch === undefined || probes.length === 0
    ? undefined
    : { type: 'watch.excused', check: watch.item, probes, reason, by: operator.name };
}

/** Somebody else takes the watch over, or nobody does. */
export type Left = { readonly handedTo: string } | { readonly because: string };

/** The watch ends before anybody confirmed anything. Without a watch it is about the first item still open. */
export function leftWatch({ watch, after, now, operator }: Situation, left: Left): WatchEnded {
  const open = after.find((one) => one.state !== 'settled');
  return {
    type: 'watch.end',
    check: watch?.item ?? open?.item.id ?? 'after',
    confirmed: false,
    healthy: false,
    watched_for: watch === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(watch.startedAt)),
    ...('handedTo' in left ? { handed_to: left.handedTo } : { left_because: left.because }),
    by: operator.name,
    probes: (watch?.probes ?? []).map(({ name, host, looks, failures, min, median, max }) => ({
      name,
      host,
      looks,
      failures,
      ...(min === undefined ? {} : { min }),
      ...(median === undefined ? {} : { median }),
      ...(max === undefined ? {} : { max }),
    })),
  };
}
