import type { Fault, Reference } from './fault.js';
import type { IndexEntry } from './index-entry.js';
import { openIndex } from './index-read.js';
import { mentions } from './mentions.js';
import type { ProjectPaths } from './project.js';
import { runsNewestFirst, type SegmentName, segmentNames } from './segment-files.js';
import { readSegments } from './segments.js';
import { verifyRun } from './verify-run.js';

/**
 * What is wrong with the records of one run, in a sentence: by its own chain, by the index, and by the run after it,
 * which names its last record. What is kept beside the records is not looked at: that is for `shipit log verify`.
 * @returns undefined for a run that nobody touched
 * @throws the file system's error
 */
export const faultOf = (project: ProjectPaths, run: string): string | undefined => firstFaultOf(project, run)?.text;

/** The same, with what kind it is of. */
export const firstFaultOf = (project: ProjectPaths, run: string): Fault | undefined =>
  firstFault({
    run,
    names: segmentNames(project, run),
    indexed: openIndex(project).find(run),
    references: namedByNext(project, run),
  });

export interface LookedAt {
  readonly run: string;
  readonly names: readonly SegmentName[];
  readonly indexed: IndexEntry | undefined;
  /** What later runs say about the end of this one. */
  readonly references?: readonly Reference[];
}

/** The same for whoever has looked up the names and the index already. */
export const faultIn = (run: LookedAt): string | undefined => firstFault(run)?.text;

/** The same, with what kind it is of. */
export const firstFault = ({ references = [], ...run }: LookedAt): Fault | undefined =>
  verifyRun({ ...run, references, blobs: () => undefined }).faults[0];

function namedByNext(project: ProjectPaths, run: string): readonly Reference[] {
  let next: string | undefined;
  for (const [id] of runsNewestFirst(project)) {
    if (id <= run) {
      break;
    }

    next = id;
  }

  return next === undefined ? [] : namedBy(project, next).filter((one) => one.run === run);
}

const namedBy = (project: ProjectPaths, by: string): readonly Reference[] =>
  mentions(readSegments(project, by).files).flatMap((mention) =>
    mention.what === 'run' ? [{ by, seq: mention.seq, run: mention.run, head: mention.head }] : [],
  );
