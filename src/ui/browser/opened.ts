import type { RunEvent } from '../../run/events.js';
import type { Run } from '../../run/run.js';
import type { RunDigest } from '../../run/summary.js';

/** A run as it was read to be looked at. Texts are raw. */
export interface OpenedRun {
  readonly run: Run;
  readonly digest: RunDigest;
  /** In order; without an event: of another version of shipit. */
  readonly records: readonly OpenedRecord[];
  /** Sentences about damage, late records and torn ends. */
  readonly warnings: readonly string[];
  /** Where the outputs of its commands lie, and the full texts of its evidence. */
  readonly places: { readonly evidence: (sha256: string) => string; readonly output: (recorded: string) => string };
}

export interface OpenedRecord {
  readonly seq: number;
  readonly t: string;
  readonly type: string;
  readonly event?: RunEvent;
}

/** A file behind a run. */
export interface FileBehind {
  /** `output of the deploy`, `evidence of tests`. */
  readonly title: string;
  readonly path: string;
}

/** The outputs of a run's commands, in order. */
export function outputsOf({ run, places }: OpenedRun): readonly FileBehind[] {
  const { deploy, undo } = run;
  return [
    ...(deploy === undefined ? [] : [{ title: 'output of the deploy', path: places.output(deploy.out) }]),
    ...(undo?.out === undefined ? [] : [{ title: 'output of the roll-back', path: places.output(undo.out) }]),
  ];
}
