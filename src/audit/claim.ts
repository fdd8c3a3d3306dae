import { createHash, type Hash } from 'node:crypto';
import { fstatSync } from 'node:fs';
import type { Clock } from './clock.js';
import { createWhole } from './files.js';
import type { KnownFile } from './known-file.js';
import { ownIdentity } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { encodeRecord, sha256 } from './record.js';
import { segmentPath } from './segment-files.js';

/** Versions of what wrote a segment. */
export interface Tool {
  readonly version: string;
  readonly node: string;
  readonly git: string;
}

export interface ClaimOptions {
  readonly project: ProjectPaths;
  readonly run: string;
  readonly tool: Tool;
  readonly clock: Clock;
}

/** Where a new segment takes the run up. */
export interface JoinPoint {
  readonly gen: number;
  readonly prev: string;
  readonly seq: number;
  /** The end of the segment before that counts for nothing, named so that nobody can change it later. */
  readonly torn?: { readonly gen: number; readonly bytes: number; readonly sha256: string } | undefined;
  /** The segments before it, as they were read. */
  readonly earlier: readonly KnownFile[];
}

/** A segment that is ours alone, and what we know of it. */
export interface Claimed {
  readonly fd: number;
  readonly path: string;
  readonly gen: number;
  readonly ino: number;
  readonly openedMs: number;
  /** Bytes that are on disk and acknowledged. */
  readonly size: number;
  /** When the file was last changed by us. */
  readonly mtimeMs: number;
  /** SHA-256 of those bytes, to be copied. */
  readonly sum: Hash;
  /** The segments before it; nobody may touch them either. */
  readonly earlier: readonly KnownFile[];
  /** Hash of the last record. */
  readonly head: string;
  /** Of the next record. */
  readonly seq: number;
}

/**
 * Makes the next segment of a run, with its first record. Exactly one of several processes gets a number.
 * @throws EEXIST if another was first; ENOSPC and the like
 */
export function claimSegment({ project, run, tool, clock }: ClaimOptions, join: JoinPoint): Claimed {
  const { gen, prev, seq, torn, earlier } = join;
  const line = encodeRecord(
    { prev, v: 1, run, seq, t: clock.now().toISOString(), m: 0, type: 'segment' },
    { gen, ...ownIdentity(), tool, ...(torn === undefined ? {} : { torn }) },
  );
  const path = segmentPath(project, run, gen);
  const openedMs = clock.monotonicMs();
  const fd = createWhole(path, line);
  const { ino, mtimeMs } = fstatSync(fd);
  return {
    fd,
    path,
    gen,
    ino,
    openedMs,
    size: line.length,
    mtimeMs,
    sum: createHash('sha256').update(line),
    earlier,
    head: sha256(line.subarray(0, -1)),
    seq: seq + 1,
  };
}
