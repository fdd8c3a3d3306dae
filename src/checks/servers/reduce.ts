import type { Severity } from './classes.js';
import type { Came, PackageChange } from './diff-model.js';
import type { HostState } from './host-state.js';

export type Reducer = 'in-use' | 'settled' | 'waits' | 'proved';

export interface ReduceFacts {
  readonly state: HostState;
  /** Seconds that a change has to be in use until it is no news. */
  readonly settled: number;
  /** There are probes, and all of them pass on this host: `probesProve`. */
  readonly proved: boolean;
  /** An instant (seconds since 1970) as the operator reads it: `Wed 06:12`. */
  readonly when: (seconds: number) => string;
}

/** A change of packages as it counts once it is known what runs. */
export interface Reduced {
  readonly change: PackageChange;
  readonly severity: Severity;
  /** What decided; absent: the class alone. Goes to the log. */
  readonly reducer?: Reducer;
  /** One sentence about it, raw: `openssl 3.0.17 → 3.0.19 came on Wed 06:12 (unattended-upgrade). uwsgi still runs …`. */
  readonly sentence: string;
  readonly came?: Came;
}

/** What runs decides how bad a change is (checks.md section 5.5). Never milder for want of a fact. */
export function reduceChange(change: PackageChange, _facts: ReduceFacts): Reduced {
  return { change, severity: change.severity, sentence: change.source };
}
