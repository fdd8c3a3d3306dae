import { closeSync, constants, openSync } from 'node:fs';
import { readAt, readRegular } from './files.js';
import { type IndexEntry, toIndexEntry } from './index-entry.js';
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

/** Twenty runs cost the same whether there are a hundred or a million. */
export function openIndex(project: ProjectPaths): IndexCursor {
  const blocks = blocksFromEnd(project.index);
  const ahead = new Map<string, IndexEntry>();
  /** What was written before this instant has not been read yet. */
  let readTo: string | undefined;
  let ended = false;
  return {
    find(run) {
      for (const known of ahead.keys()) {
        if (known > run) {
          ahead.delete(known);
        }
      }

      // What was written before a run began cannot tell of it.
      for (const began = runIdTime(run); !ahead.has(run) && !ended && (readTo === undefined || readTo >= began); ) {
        const { value: lines, done } = blocks.next();
        ended = done === true;
        for (const entry of entriesIn(lines ?? []).reverse()) {
          readTo = entry.at ?? entry.ended ?? readTo;
          if (entry.run <= run && !ahead.has(entry.run)) {
            ahead.set(entry.run, entry);
          }
        }
      }

      return ahead.get(run);
    },
  };
}

/** All entries as they stand, also those that fit no more: the heads that the log is verified against. */
export function readIndex(project: ProjectPaths): ReadonlyMap<string, IndexEntry> {
  const text = readRegular(project.index)?.toString('utf8') ?? '';
  // Later lines win.
  return new Map(entriesIn(text.split('\n')).map((entry) => [entry.run, entry]));
}

/** Whether the files of a run are as large as they were when the entry was written: else the run itself is to be read. */
export const fits = (entry: IndexEntry, names: readonly SegmentName[]): boolean =>
  names.at(-1)?.gen === entry.segments && names.reduce((total, { path }) => total + sizeOf(path), 0) === entry.bytes;

const entriesIn = (lines: readonly string[]): IndexEntry[] => lines.flatMap((line) => toIndexEntry(line) ?? []);

const blockBytes = 65_536;

/** The lines of a file, the last block first; inside a block in file order. */
function* blocksFromEnd(path: string): Generator<readonly string[], undefined> {
  const stat = statOf(path);
  if (stat === undefined || !stat.isFile()) {
    return;
  }

  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let begun = Buffer.alloc(0);
    for (let end = stat.size; end > 0; ) {
      const from = Math.max(0, end - blockBytes);
      const block = Buffer.concat([readAt(fd, from, end - from), begun]);
      // The first line of a block may begin in the block before it.
      const cut = from === 0 ? 0 : block.indexOf(10) + 1;
      begun = block.subarray(0, cut);
      yield block.subarray(cut).toString('utf8').split('\n');
      end = from;
    }
  } finally {
    closeSync(fd);
  }
}
