import type { RunFacts } from '../../run/run-facts.js';
import type { RunDigest } from '../../run/summary.js';
import type { Trouble } from '../troubles.js';

/** A run as it is exported. Texts are as they were recorded: each format makes them harmless in its own way. */
export interface ExportedRun {
  readonly digest: RunDigest;
  readonly facts: RunFacts;
  readonly damaged: boolean;
  /** What is wrong with its files, in words; for one that is damaged. */
  readonly problem?: string;
  /** That in a word: it cannot be told at all. */
  readonly trouble?: Trouble;
}
