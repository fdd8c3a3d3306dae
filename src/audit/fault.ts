/** Something that is not as it was written. */
export interface Fault {
  readonly run: string;
  readonly seq: number;
  readonly kind: FaultKind;
  /** One sentence with the file and line. File names are ours, but whatever stands in the log is not sanitised. */
  readonly text: string;
}

export type FaultKind =
  | 'changed'
  | 'missing'
  | 'inserted'
  | 'moved'
  | 'unreadable'
  | 'newer-format'
  | 'cut'
  | 'foreign-file'
  | 'missing-run'
  /** The records are as they were written; the index says something else of them. */
  | 'index'
  | 'missing-evidence'
  | 'changed-evidence'
  | 'missing-output'
  | 'changed-output';

/** Nothing wrong, but worth knowing. */
export interface Note {
  readonly run: string;
  readonly text: string;
}

/** A run says which run came before it, and that run's last record. */
export interface Reference {
  /** Who says so, and in which record. */
  readonly by: string;
  readonly seq: number;
  readonly run: string;
  readonly head: string;
}

/** @param found whether the run that is referred to is there at all */
export const brokenReference = ({ by, run, head }: Reference, found: boolean): Fault =>
  found
    ? {
        run,
        seq: 0,
        kind: 'changed',
        text: `run ${run} holds no record ${head.slice(0, 12)}… any more, which was its last when run ${by} began`,
      }
    : { run, seq: 0, kind: 'missing-run', text: `run ${run} is missing: run ${by} names it as the one before it` };
