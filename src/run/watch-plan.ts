import type { Level } from '../checklist/model.js';

/** What a run has to know about a watch to ask its questions. */
export interface WatchPlan {
  /** Milliseconds that everything has to be green before the deploy can be called finished. */
  readonly forMs: number;
  /** Milliseconds between two looks of one probe. */
  readonly everyMs: number;
  /** Failures in a row that make a probe failing. */
  readonly fail: number;
  /** When a person is asked: milliseconds since the watch began, or at the end. In the order they are asked. */
  readonly askAt: readonly (number | 'end')[];
  /** What is looked at, in the order of the checklist; `each` and `first` as written, see `lookedAt`. */
  readonly probes: readonly { readonly name: string; readonly host: string }[];
  readonly levels: { readonly probes: Level; readonly human: Level };
  /** Where a person can use what was deployed. */
  readonly url?: string;
}
