import type { Lock } from '../audit/lock.js';
import type { RunEvent } from '../run/events.js';
import { short } from '../run/release.js';

/** The lock of a run's target, with its comings and goings on record. */
export interface TargetLock {
  /** Puts on record that the target is free from here on, once; the lock itself goes with `release`. */
  readonly giveUp: () => void;
  readonly release: () => void;
}

/** @param lock absent for a dry run: nothing is touched, so nobody has to wait */
export function holdTarget(lock: Lock | undefined, holder: string, record: (event: RunEvent) => unknown): TargetLock {
  if (lock === undefined) {
    return { giveUp: () => undefined, release: () => undefined };
  }

  let held = true;
  record({ type: 'lock', what: 'taken', holder, ...reasonOf(lock) });
  return {
    giveUp() {
      if (held) {
        held = false;
        record({ type: 'lock', what: 'released', holder });
      }
    },
    release: () => lock.release(),
  };
}

function reasonOf({ stale }: Lock): { readonly reason?: string } {
  return stale === undefined
    ? {}
    : {
        reason: `taken over from ${stale.operator} (run ${stale.run}, ${short(stale.commit)}, since ${stale.since}): that process is gone`,
      };
}
