import type { IndexEntry } from './index-entry.js';
import { entryFor, replaceIndex } from './index-file.js';
import { readIndex } from './index-read.js';
import type { ProjectPaths } from './project.js';
import { runsNewestFirst, type SegmentName } from './segment-files.js';
import { readSegments } from './segments.js';
import { readListed } from './summaries.js';

/**
 * Makes the index anew from the runs. What the old one knows better stays: an entry whose run is gone, was cut or was
 * changed is evidence of that, and is not thrown away by tidying.
 * @returns the number of runs in the index
 * @throws AuditError
 */
export function rebuildIndex(project: ProjectPaths): number {
  const old = readIndex(project);
  const entries = new Map(old);
  for (const [run, names] of runsNewestFirst(project)) {
    const { digest, facts, damaged } = readListed(project, run, names);
    if (digest.ended !== null && !damaged && stillHolds(project, old.get(run), names)) {
      entries.set(run, entryFor(project, digest, { facts }));
    }
  }

  const sorted = [...entries.values()].sort((one, other) => ((one.ended ?? '') < (other.ended ?? '') ? -1 : 1));
  replaceIndex(project, sorted);
  return sorted.length;
}

const stillHolds = (project: ProjectPaths, old: IndexEntry | undefined, names: readonly SegmentName[]): boolean =>
  old === undefined || readSegments(project, old.run, names).lines[old.records - 1]?.hash === old.head;
