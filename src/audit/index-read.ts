import { closeSync, constants, openSync } from 'node:fs';
import { readAt } from './files.js';
import { type IndexEntry, toBriefEntry, toIndexEntry } from './index-entry.js';
import type { ProjectPaths } from './project.js';
import { runIdTime } from './run-id.js';
import { type SegmentName, sizeOf, statOf } from './segment-files.js';

/** The index, read from its end in blocks, as far as it is asked for. */
export interface IndexCursor {
  /**
   * The newest entry of a run, whether or not it still fits its files. Runs are asked for newest first: of what is newer
   * than the one before nothing is known any more, and memory stays small however long the log is.
   */
  find(run: string): IndexEntry | undefined;
}

/**
 * Twenty runs cost the same whether there are a hundred or a million.
 * @param newest runs with ids after this one are not asked for: what was written long after it is not read. A run that
 * somebody added to since then has an entry there; the older one that is found instead does not fit its files any more.
 */
export function openIndex(project: ProjectPaths, newest?: string): IndexCursor {
  const blocks = blocksFromEnd(project.index, newest === undefined || newest === '~' ? undefined : runIdTime(newest));
  const ahead = new Map<string, IndexEntry>();
  /** What was written before this instant has not been read yet. */
  let readTo: string | undefined;
  let ended = false;
  return {
    find(run) {
      // What was written before a run began cannot tell of it.
      for (const began = runIdTime(run); !ahead.has(run) && !ended && (readTo === undefined || readTo >= began); ) {
        forgetNewerThan(run, ahead);
        const { value: lines, done } = blocks.next();
        ended = done === true;
        for (const line of lines ?? []) {
          const entry = toBriefEntry(line);
          readTo = entry?.at ?? entry?.ended ?? readTo;
          if (entry !== undefined && entry.run <= run && !ahead.has(entry.run)) {
            ahead.set(entry.run, entry);
          }
        }
      }

      return ahead.get(run);
    },
  };
}

function forgetNewerThan(run: string, ahead: Map<string, unknown>): void {
  for (const known of ahead.keys()) {
    if (known > run) {
      ahead.delete(known);
    }
  }
}

/** All entries as they stand, also those that fit no more. */
export function readIndex(project: ProjectPaths): ReadonlyMap<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  for (const entry of newestEntries(project, toIndexEntry)) {
    entries.set(entry.run, entries.get(entry.run) ?? entry);
  }

  return entries;
}

/** The end of a run as the index knows it: what a run is verified against. */
export type IndexedEnd = Pick<IndexEntry, 'run' | 'records' | 'head'>;

/** Of all entries only the ends of the runs, in little memory; the caller may take away what it has seen. */
export function readEnds(project: ProjectPaths): Map<string, IndexedEnd> {
  const ends = new Map<string, IndexedEnd>();
  for (const { run, records, head } of newestEntries(project, toBriefEntry)) {
    ends.set(run, ends.get(run) ?? { run, records, head });
  }

  return ends;
}

/** Of a run that has several entries the newest comes first. */
function* newestEntries(project: ProjectPaths, toEntry: typeof toIndexEntry): Generator<IndexEntry> {
  for (const lines of blocksFromEnd(project.index)) {
    for (const line of lines) {
      const entry = toEntry(line);
      if (entry !== undefined) {
        yield entry;
      }
    }
  }
}

/** Whether the files of a run are as large as they were when the entry was written: else the run itself is to be read. */
export const fits = (entry: IndexEntry, names: readonly SegmentName[]): boolean =>
  names.at(-1)?.gen === entry.segments && names.reduce((total, { path }) => total + sizeOf(path), 0) === entry.bytes;

const blockBytes = 65_536;

/** Runs end hours after they began, not days: what was written later is hardly about them. */
const longestRunMs = 2 * 86_400_000;

/** The lines of the index, the last one first, block by block: of those written up to two days after `begun`, if given. */
function* blocksFromEnd(path: string, begun?: string): Generator<readonly string[], undefined> {
  const stat = statOf(path);
  if (stat === undefined || !stat.isFile()) {
    return;
  }

  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let rest = Buffer.alloc(0);
    const last = begun === undefined ? stat.size : endOfWritten(fd, stat.size, Date.parse(begun) + longestRunMs);
    for (let end = last; end > 0; ) {
      const from = Math.max(0, end - blockBytes);
      const block = Buffer.concat([readAt(fd, from, end - from), rest]);
      // The first line of a block may begin in the block before it.
      const cut = from === 0 ? 0 : block.indexOf(10) + 1;
      rest = block.subarray(0, cut);
      yield block.toString('utf8', cut).split('\n').reverse();
      end = from;
    }
  } finally {
    closeSync(fd);
  }
}

/**
 * Where the lines end that were written up to an instant, or somewhat later: lines are in the order in which they were
 * written. A place that cannot be read is not gone past.
 */
function endOfWritten(fd: number, size: number, untilMs: number): number {
  let [low, high] = [0, size];
  while (high - low > blockBytes) {
    const middle = (low + high) >> 1;
    const lines = readAt(fd, middle, blockBytes).toString('utf8').split('\n').slice(1, -1);
    const written = Date.parse(firstWritten(lines) ?? '');
    if (Number.isNaN(written)) {
      return high;
    }

    [low, high] = written > untilMs ? [low, middle] : [middle, high];
  }

  return high;
}

function firstWritten(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const entry = toBriefEntry(line);
    if (entry !== undefined) {
      return entry.at ?? entry.ended ?? undefined;
    }
  }

  return undefined;
}
