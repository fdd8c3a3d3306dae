import { hashesOf } from './diagnose.js';
import { brokenReference, type Fault, type Note, type Reference } from './fault.js';
import type { ProjectPaths } from './project.js';
import { isRunId } from './run-id.js';
import { readSegments } from './segments.js';
import { type SpanCheck, verifySpan } from './verify-span.js';

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

/**
 * Looks whether anything in the audit log was edited, removed, inserted, moved or cut off since it was written: by the
 * hash chain of each run, by the run that each run names as the one before it, by the index of finished runs, and by the
 * digests of what is kept beside the runs.
 * @throws the file system's error
 */
export function verifyProject(project: ProjectPaths, { run, progress }: VerifyOptions = {}): Verification {
  const span = verifySpan(project, { run, progress });
  progress?.('');
  return joinSpans(project, [span]);
}

/**
 * All of it, from its parts.
 * @param spans newest runs first
 */
export function joinSpans(project: ProjectPaths, spans: readonly SpanCheck[]): Verification {
  const sum = (of: (span: SpanCheck) => number): number => spans.reduce((total, span) => total + of(span), 0);
  const faults = [
    ...spans.flatMap((span) => span.faults),
    ...spans.flatMap(({ open }) => open).flatMap((reference) => referenceFault(project, reference)),
    ...spans.flatMap(({ lost }) => lost),
  ];
  return {
    ok: faults.length === 0,
    runs: sum(({ runs }) => runs),
    records: sum(({ records }) => records),
    anchored: sum(({ anchored }) => anchored),
    faults,
    notes: spans.flatMap(({ notes }) => notes),
  };
}

/** A reference to a run that was not looked at after it: older by its id, or outside of what was asked for. */
function referenceFault(project: ProjectPaths, reference: Reference): readonly Fault[] {
  // In a damaged record anything may stand.
  const found = isRunId(reference.run) ? readSegments(project, reference.run) : undefined;
  // Behind damage the main line ends, but what others know of the run may still be there.
  const hashes = found?.damage === undefined ? (found?.lines ?? []).map(({ hash }) => hash) : hashesOf(found.files);
  return hashes.includes(reference.head) ? [] : [brokenReference(reference, hashes.length > 0)];
}
