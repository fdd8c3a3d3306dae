import type { Run } from './run.js';
import { probeKey, toAnswer } from './watch.js';

/** A probe that fails after the deploy, as far as the log knows. */
export interface FailingProbe {
  /** Id of the watch. */
  readonly check: string;
  /** See `probeKey`. */
  readonly probe: string;
  /** UTC, ISO 8601. */
  readonly since: string;
  readonly text: string;
  /** `open`: nobody has said whether to roll back. `waiting`: somebody waits for it. `excused`: not caused by this. */
  readonly decision: 'open' | 'waiting' | 'excused';
}

/** What fails of what was deployed well and was not rolled back, in the order of the log. */
export const failingProbes = ({ watches, deploy, undo }: Run): readonly FailingProbe[] =>
  deploy?.outcome !== 'ok' || undo !== undefined
    ? []
    : Object.entries(watches).flatMap(([check, watch]) => {
        const open = new Set(toAnswer(watch).map(probeKey));
        return Object.values(watch.probes)
          .filter(({ state }) => state === 'failing')
          .map((one) => ({
            check,
            probe: probeKey(one),
            since: one.since,
            text: one.text,
            decision: open.has(probeKey(one)) ? 'open' : one.excused ? 'excused' : 'waiting',
          }));
      });
