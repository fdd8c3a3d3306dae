import type { ProjectPaths } from './project.js';
import { runDirectory, type SegmentName, segmentsIn, statOf } from './segment-files.js';

/** A directory that was changed so lately may be changed again without another time of change: network clocks included. */
const settledMs = 10_000;

/**
 * As `segmentNames`, for whoever asks for one run after the other: a month is not listed anew for each of its runs, as long
 * as nothing in it changes. Only to read: whoever writes a run has to see it as it is.
 */
export function createNameLookup(
  project: ProjectPaths,
  now: () => number = Date.now,
): (run: string) => readonly SegmentName[] {
  let listed: { readonly directory: string; readonly changed: number; readonly runs: RunFiles } | undefined;
  return (run) => {
    const directory = runDirectory(project, run);
    const changed = statOf(directory)?.mtimeMs ?? 0;
    if (listed?.directory !== directory || listed.changed !== changed || now() - changed < settledMs) {
      listed = { directory, changed, runs: segmentsIn(directory) };
    }

    return listed.runs.get(run) ?? [];
  };
}

type RunFiles = ReturnType<typeof segmentsIn>;
