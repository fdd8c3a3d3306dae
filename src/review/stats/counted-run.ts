import type { RunFacts } from '../../run/run-facts.js';
import type { RunDigest } from '../../run/summary.js';

/** A run as it is counted. */
export interface CountedRun {
  readonly digest: RunDigest;
  readonly facts: RunFacts;
  readonly damaged: boolean;
}
