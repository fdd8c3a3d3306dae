import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { ProjectPaths } from './project.js';
import { isRunId } from './run-id.js';
import { codeOf } from './system-error.js';

/** One file of a run, by its name alone: it may be no regular file. */
export interface SegmentName {
  readonly gen: number;
  readonly path: string;
}

/**
 * Where a run's files lie: `runs/2026/07`.
 * @throws RangeError for anything that is not exactly a run id
 */
export function runDirectory(project: ProjectPaths, run: string): string {
  if (!isRunId(run)) {
    throw new RangeError(`not a run id: ${run}`);
  }

  return join(project.runs, run.slice(0, 4), run.slice(4, 6));
}

/** `…/20260727T101500Z-8f3a1c22d0.001.jsonl` */
export const segmentPath = (project: ProjectPaths, run: string, gen: number): string =>
  join(runDirectory(project, run), `${run}.${String(gen).padStart(3, '0')}.jsonl`);

/** The segments of a run in order, whatever lies under these names. */
export function segmentNames(project: ProjectPaths, run: string): readonly SegmentName[] {
  return segmentsIn(runDirectory(project, run)).get(run) ?? [];
}

/** Which runs: by the beginnings of their ids, which are times. */
export interface RunSpan {
  /** Ids that sort before this one are left out: `20260727T101500Z`. */
  readonly oldest?: string;
  /** So are those that sort after it. */
  readonly newest?: string;
}

/** All runs with their segments, newest first, month by month: who wants the newest twenty need not look further. */
export function* runsNewestFirst(
  project: ProjectPaths,
  { oldest = '', newest = '~' }: RunSpan = {},
): Generator<readonly [string, readonly SegmentName[]]> {
  const mayHold = (begin: string): boolean => begin >= oldest.slice(0, begin.length) && begin <= newest;
  for (const year of newestFirst(project.runs, /^\d{4}$/).filter(mayHold)) {
    for (const month of newestFirst(join(project.runs, year), /^\d\d$/).filter((one) => mayHold(year + one))) {
      const runs = segmentsIn(join(project.runs, year, month));
      yield* [...runs]
        .filter(([run]) => run.startsWith(year + month) && run >= oldest && run <= newest)
        .sort(([a], [b]) => (a < b ? 1 : -1));
    }
  }
}

/** The names in a directory; none if it is not there. */
export function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return [];
    }

    throw error;
  }
}

/** Which run and segment a file name belongs to; undefined for any other file. */
function segmentOf(name: string): { readonly run: string; readonly gen: number } | undefined {
  const [, run, gen] = /^(\d{8}T\d{6}Z-[0-9a-f]{10})\.(\d{3,9})\.jsonl$/.exec(name) ?? [];
  return run === undefined || gen === undefined ? undefined : { run, gen: Number(gen) };
}

/** What lies at a path, links not followed; undefined if nothing does. */
export const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

/** Bytes; 0 where nothing lies. */
export const sizeOf = (path: string): number => statOf(path)?.size ?? 0;

/** The segments of all runs in the directory of a month. */
export function segmentsIn(directory: string): ReadonlyMap<string, readonly SegmentName[]> {
  const runs = new Map<string, SegmentName[]>();
  for (const name of namesIn(directory)) {
    const { run, gen } = segmentOf(name) ?? {};
    if (run !== undefined && gen !== undefined) {
      const segments = runs.get(run);
      const segment = { gen, path: `${directory}/${name}` };
      runs.set(run, segments === undefined ? [segment] : [...segments, segment].sort((a, b) => a.gen - b.gen));
    }
  }

  return runs;
}

const newestFirst = (directory: string, shape: RegExp): readonly string[] =>
  namesIn(directory)
    .filter((name) => shape.test(name))
    .sort()
    .reverse();
