import { createBlobCheck } from './blobs.js';
import type { Fault, Note, Reference } from './fault.js';
import { createFileReader } from './file-reader.js';
import { type IndexedEnd, openIndex, readEnds } from './index-read.js';
import type { ProjectPaths } from './project.js';
import { runIdTime } from './run-id.js';
import { type RunSpan, runsNewestFirst, segmentNames } from './segment-files.js';
import { verifyRun } from './verify-run.js';

/** What was found of some runs: a message from one thread to another can hold it. */
export interface SpanCheck {
  readonly runs: number;
  readonly records: number;
  readonly anchored: number;
  readonly faults: readonly Fault[];
  readonly notes: readonly Note[];
  /** What these runs say of runs that were not looked at after them. */
  readonly open: readonly Reference[];
  /** Runs of this span that only the index knows. */
  readonly lost: readonly Fault[];
}

export interface SpanOptions extends RunSpan {
  /** Only this one. */
  readonly run?: string | undefined;
  /** Told now and then how far it is. */
  readonly progress?: ((text: string) => void) | undefined;
  /** Called for each run: how many were looked at by now, here and elsewhere. */
  readonly counted?: () => number;
}

/** Runs between two words about progress. */
const progressEvery = 250;

/**
 * Follows the chains of the runs between two ids, both included, and holds them against all that knows of them.
 * @throws the file system's error
 */
export function verifySpan(project: ProjectPaths, { run, progress, ...span }: SpanOptions): SpanCheck {
  const { oldest = '', newest = '~', counted } = span;
  const ends = readEnds(project);
  const known = ends.size;
  const index = openIndex(project, newest);
  const blobs = createBlobCheck(project);
  const files = createFileReader();
  let open: readonly Reference[] = [];
  const faults: Fault[] = [];
  const notes: Note[] = [];
  const count = { runs: 0, records: 0, anchored: 0 };
  const runs = run === undefined ? runsNewestFirst(project, span) : [[run, segmentNames(project, run)] as const];
  for (const [id, names] of runs) {
    const references = open.filter((reference) => reference.run === id);
    const indexed = index.find(id) ?? ends.get(id);
    const check = verifyRun({ run: id, names, indexed, references, blobs, read: files.read });
    files.forget();
    count.runs += 1;
    count.records += check.records;
    // What is left in the end is known to the index alone.
    count.anchored += ends.delete(id) ? 1 : 0;
    faults.push(...check.faults);
    notes.push(...check.notes);
    const looked = counted?.() ?? count.runs;
    if (count.runs % progressEvery === 0) {
      const all = known > looked ? ` of about ${known}` : '';
      progress?.(`${looked}${all} runs checked, back to ${runIdTime(id).slice(0, 10)}`);
    }

    // Runs come newest first, so almost every reference is settled by the time we get there.
    open = [...open.filter((reference) => reference.run !== id), ...check.references];
  }

  const lost = run === undefined ? [...ends.values()].filter((end) => end.run >= oldest && end.run <= newest) : [];
  return { ...count, faults, notes, open, lost: lost.map(lostRun) };
}

const lostRun = ({ run, records }: IndexedEnd): Fault => ({
  run,
  seq: 0,
  kind: 'missing-run',
  text: `run ${run} is missing: the index knows it with ${records} records`,
});
