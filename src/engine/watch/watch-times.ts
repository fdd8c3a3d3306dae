import type { WatchState } from '../../run/watch.js';
import type { Clock } from '../../world/clock.js';

/** How long a watch has been going on, by a clock that nobody can set: milliseconds. */
export interface WatchTimes {
  /** Since it began in this process, and since everything that counts has been green. */
  readonly now: () => { readonly sinceMs: number; readonly greenMs: number };
  /** Something that counts was anything but well, and is: green begins anew. */
  readonly becameWell: () => void;
  /** Since the wait that runs was first seen: a clock that is set back must not keep a failing probe silent. */
  readonly waitedMs: (watch: WatchState) => number;
}

/** @param isBlind nobody knows whether it is green now: no such time is */
export function createWatchTimes({ monotonicMs }: Pick<Clock, 'monotonicMs'>, isBlind: () => boolean): WatchTimes {
  const startMs = monotonicMs();
  let greenSinceMs = startMs;
  let waitSeen: { readonly until: string; readonly atMs: number } | undefined;
  return {
    now() {
      const nowMs = monotonicMs();
      greenSinceMs = isBlind() ? nowMs : greenSinceMs;
      return { sinceMs: nowMs - startMs, greenMs: nowMs - greenSinceMs };
    },
    becameWell() {
      greenSinceMs = monotonicMs();
    },
    waitedMs({ waiting }) {
      if (waiting === undefined) {
        waitSeen = undefined;
        return 0;
      }

      const nowMs = monotonicMs();
      if (waitSeen?.until !== waiting.until) {
        waitSeen = { until: waiting.until, atMs: nowMs };
      }

      return nowMs - waitSeen.atMs;
    },
  };
}
