import { closeSync, constants, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import type { RunDigest, RunSummary } from '../run/summary.js';
import { auditError } from './error.js';
import { createFile, readAt, readRegular, temporaryFor, unlinkIfThere, writeDurably } from './files.js';
import { type IndexEntry, toIndexEntry } from './index-entry.js';
import type { ProjectPaths } from './project.js';
import { runIdTime } from './run-id.js';
import { segmentNames, segmentPath, statOf } from './segment-files.js';

export type { IndexEntry } from './index-entry.js';

export interface RunIndex {
  /** The run's entry, if its files are still as large as they were: else the run itself has to be read. */
  get(run: string): IndexEntry | undefined;
  /** All entries as they stand, also those that fit no more: the heads that the log is verified against. */
  readonly entries: ReadonlyMap<string, IndexEntry>;
}

/**
 * Adds a line about a finished run. Made after the run's last record: the index never knows more than the runs.
 * @throws AuditError
 */
export function appendIndex(project: ProjectPaths, summary: RunSummary | RunDigest): void {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants;
  try {
    const fd = openSync(project.index, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    try {
      const { size } = fstatSync(fd);
      // A line that a crash cut short must not swallow this one.
      const torn = size > 0 && readAt(fd, size - 1, 1)[0] !== 10;
      writeSync(fd, `${torn ? '\n' : ''}${JSON.stringify(entryFor(project, summary))}\n`);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw auditError('write', project.index, error);
  }
}

/** The whole index: later lines win, broken ones are skipped. Without a file it is empty. */
export function readIndex(project: ProjectPaths): RunIndex {
  const text = readRegular(project.index)?.toString('utf8') ?? '';
  return asIndex(project, new Map(entriesIn(text.split('\n')).map((entry) => [entry.run, entry])));
}

/**
 * As much of the index as tells of these runs, read from its end in blocks: twenty runs cost the same whether there are
 * a hundred or a million.
 */
export function readIndexTail(project: ProjectPaths, runs: readonly string[]): RunIndex {
  const wanted = new Set(runs);
  const oldest = runIdTime([...wanted].sort()[0] ?? '');
  const found = new Map<string, IndexEntry>();
  for (const lines of blocksFromEnd(project.index)) {
    const entries = entriesIn(lines).reverse();
    for (const entry of entries) {
      if (wanted.has(entry.run) && !found.has(entry.run)) {
        found.set(entry.run, entry);
      }
    }

    // What was written before the oldest of them began cannot tell of any of them.
    if (found.size === wanted.size || entries.some(({ ended }) => ended !== null && ended < oldest)) {
      break;
    }
  }

  return asIndex(project, found);
}

/** Replaces the index by these entries, all or nothing. @throws AuditError */
export function replaceIndex(project: ProjectPaths, entries: readonly IndexEntry[]): void {
  const temporary = temporaryFor(project.index);
  try {
    const fd = createFile(temporary);
    try {
      writeDurably(fd, Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')));
    } finally {
      closeSync(fd);
    }

    renameSync(temporary, project.index);
  } catch (error) {
    unlinkIfThere(temporary);
    throw auditError('write', project.index, error);
  }
}

export function entryFor(project: ProjectPaths, summary: RunSummary | RunDigest): IndexEntry {
  const names = segmentNames(project, summary.run);
  const bytes = sum(names.map(({ path }) => sizeOf(path)));
  return { overridden: [], ...summary, segments: names.at(-1)?.gen ?? 0, bytes };
}

function asIndex(project: ProjectPaths, entries: ReadonlyMap<string, IndexEntry>): RunIndex {
  return {
    entries,
    get(run) {
      const entry = entries.get(run);
      return entry !== undefined && fits(project, entry) ? entry : undefined;
    },
  };
}

/** By the expected names, without a look into the directory: thousands of runs may lie there. */
function fits(project: ProjectPaths, { run, segments, bytes }: IndexEntry): boolean {
  const sizes = Array.from({ length: Math.min(segments, 999) }, (_, n) => sizeOf(segmentPath(project, run, n + 1)));
  return sum(sizes) === bytes && statOf(segmentPath(project, run, segments + 1)) === undefined;
}

const sizeOf = (path: string): number => statOf(path)?.size ?? 0;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const entriesIn = (lines: readonly string[]): IndexEntry[] => lines.flatMap((line) => toIndexEntry(line) ?? []);

const blockBytes = 65_536;

/** The lines of a file, the last block first; inside a block in file order. */
function* blocksFromEnd(path: string): Generator<readonly string[]> {
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
