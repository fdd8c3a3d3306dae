import { foldRun } from '../run/fold.js';
import { type RunDigest, summarise } from '../run/summary.js';
import { faultIn } from './fault-of.js';
import { readIndexTail } from './index-file.js';
import type { ProjectPaths } from './project.js';
import { readRun, toStampedEvents } from './read.js';
import { runsNewestFirst, type SegmentName } from './segment-files.js';

/** A run for the list, and whether its files can still be trusted. */
export interface Listed {
  readonly digest: RunDigest;
  readonly damaged: boolean;
}

export interface ListOptions {
  /** Follows the chain of every run as well, for the few that somebody is about to read: about 50 microseconds each. */
  readonly verify?: boolean;
}

/**
 * Runs, newest first: finished ones from the index as long as it fits the files, all others from their records. Without
 * `verify` a run from the index counts as whole: a change that leaves the size as it was does not show.
 */
export function* listSummaries(
  project: ProjectPaths,
  limit = Number.POSITIVE_INFINITY,
  { verify = false }: ListOptions = {},
): Generator<Listed> {
  const runs: (readonly [string, readonly SegmentName[]])[] = [];
  for (const run of runsNewestFirst(project)) {
    if (runs.length >= limit) {
      break;
    }

    runs.push(run);
  }

  const index = readIndexTail(
    project,
    runs.map(([run]) => run),
  );
  for (const [run, names] of runs) {
    const known = index.get(run);
    const listed = known === undefined ? readListed(project, run, names) : { digest: known, damaged: false };
    const fault = verify && !listed.damaged ? faultIn({ run, names, indexed: index.entries.get(run) }) : undefined;
    yield fault === undefined ? listed : { ...listed, damaged: true };
  }
}

/** From the records themselves. */
export function readListed(project: ProjectPaths, run: string, names?: readonly SegmentName[]): Listed {
  const { records, head, alive, damage } = readRun(project, run, names);
  const folded = foldRun(toStampedEvents(records));
  return {
    digest: summarise(folded, { run, records: records.length, head, alive }),
    damaged: damage !== undefined,
  };
}
