import { createBlobCheck } from './blobs.js';
import { brokenReference, type Fault, type Note, type Reference } from './fault.js';

import { type IndexedEnd, openIndex, readEnds } from './index-read.js';
import type { ProjectPaths } from './project.js';
import { isRunId, runIdTime } from './run-id.js';
import { runsNewestFirst, segmentNames } from './segment-files.js';
import { readSegments } from './segments.js';
import { verifyRun } from './verify-run.js';

export type { Fault, FaultKind, Note } from './fault.js';

export interface Verification {
  readonly ok: boolean;
  readonly runs: number;
  readonly records: number;
  readonly faults: readonly Fault[];
  /** Nothing wrong, but worth knowing: what a crash left behind, what came too late. */
  readonly notes: readonly Note[];
  /** Runs whose end is known to the index too: there a cut or a change of the last record shows. */
  readonly anchored: number;
}

export interface VerifyOptions {
  /** Only this one. */
  readonly run?: string;
  /** Told now and then how far it is; at the end with an empty text. */
  readonly progress?: (text: string) => void;
}

/** Runs between two words about progress. */
const progressEvery = 250;

/**
 * Looks whether anything in the audit log was edited, removed, inserted, moved or cut off since it was written: by the
 * hash chain of each run, by the run that each run names as the one before it, by the index of finished runs, and by the
 * digests of what is kept beside the runs.
 * @throws the file system's error
 */
export function verifyProject(project: ProjectPaths, { run, progress }: VerifyOptions = {}): Verification {
  const ends = readEnds(project);
  const index = openIndex(project);
  const known = ends.size;
  const blobs = createBlobCheck(project);
  const open: Reference[] = [];
  const faults: Fault[] = [];
  const notes: Note[] = [];
  const count = { runs: 0, records: 0, anchored: 0 };
  const runs = run === undefined ? runsNewestFirst(project) : [[run, segmentNames(project, run)] as const];
  for (const [id, names] of runs) {
    const mine = open.filter((reference) => reference.run === id);
    const check = verifyRun({ run: id, names, indexed: index.find(id) ?? ends.get(id), references: mine, blobs });
    count.runs += 1;
    count.records += check.records;
    // What is left in the end is known to the index alone.
    count.anchored += ends.delete(id) ? 1 : 0;
    faults.push(...check.faults);
    notes.push(...check.notes);
    if (count.runs % progressEvery === 0) {
      const all = known > count.runs ? ` of about ${known}` : '';
      progress?.(`${count.runs}${all} runs checked, back to ${runIdTime(id).slice(0, 10)}`);
    }

    // Runs come newest first, so almost every reference is settled by the time we get there.
    open.splice(0, open.length, ...open.filter((reference) => reference.run !== id), ...check.references);
  }

  progress?.('');
  faults.push(
    ...open.flatMap((reference) => referenceFault(project, reference)),
    ...(run === undefined ? [...ends.values()].map(lostRun) : []),
  );
  return { ok: faults.length === 0, ...count, faults, notes };
}

const lostRun = ({ run, records }: IndexedEnd): Fault => ({
  run,
  seq: 0,
  kind: 'missing-run',
  text: `run ${run} is missing: the index knows it with ${records} records`,
});

/** A reference to a run that was not looked at after it: older by its id, or outside of what was asked for. */
function referenceFault(project: ProjectPaths, reference: Reference): readonly Fault[] {
  // In a damaged record anything may stand.
  const lines = isRunId(reference.run) ? readSegments(project, reference.run).lines : [];
  return lines.some(({ hash }) => hash === reference.head) ? [] : [brokenReference(reference, lines.length > 0)];
}
