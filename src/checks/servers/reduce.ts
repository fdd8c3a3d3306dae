import type { Severity } from './classes.js';
import type { Came, PackageChange } from './diff-model.js';
import { cameOf } from './history-came.js';
import type { HostState } from './host-state.js';
import { type Live, liveOf } from './reduce-live.js';
import { changeSentence, waitsSentence } from './reduce-words.js';

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

/**
 * What runs decides how bad a change is (checks.md section 5.5). Never milder for want of a fact: a process that cannot be
 * read, a unit whose start is not known, a package of which nobody knows when it came.
 */
export function reduceChange(change: PackageChange, facts: ReduceFacts): Reduced {
  const { state, when } = facts;
  const came = cameOf(change, state);
  const live = liveOf(change, came, state);
  const { severity, reducer } = reductionOf(change, live, facts);
  const words = changeSentence(change, came, when);
  return {
    change,
    severity,
    ...(reducer === undefined ? {} : { reducer }),
    sentence: [words, reducer === undefined ? undefined : sentenceOf(reducer, live, when)].filter(Boolean).join('. '),
    ...(came === undefined ? {} : { came }),
  };
}

interface Reduction {
  readonly severity: Severity;
  readonly reducer?: Reducer;
}

function reductionOf({ severity }: PackageChange, live: Live, { settled, proved }: ReduceFacts): Reduction {
  if (severity === 'info') {
    return { severity };
  }

  if (live.is === 'waits') {
    return { severity, reducer: 'waits' };
  }

  if (live.is === 'in-use' && live.seconds !== undefined && live.seconds >= settled) {
    return { severity: 'info', reducer: 'settled' };
  }

  if (severity === 'no-go' && (live.is === 'in-use' || proved)) {
    return { severity: 'warn', reducer: live.is === 'in-use' ? 'in-use' : 'proved' };
  }

  return { severity };
}

function sentenceOf(reducer: Reducer, live: Live, when: ReduceFacts['when']): string {
  switch (live.is) {
    case 'waits':
      return waitsSentence(live.files);
    case 'in-use':
      return `It is in use since ${when(live.since)}`;
    case 'not-known':
      return reducer === 'proved' ? 'All probes pass with it' : '';
  }
}
