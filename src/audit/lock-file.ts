import { join } from 'node:path';
import { readRegular } from './files.js';
import { type ProcessIdentity, toIdentity } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { sha256 } from './record.js';
import { statOf } from './segment-files.js';

/** Who is deploying, as it is told to the others. */
export interface LockHolder {
  readonly run: string;
  readonly operator: string;
  readonly commit: string;
  /** UTC, ISO 8601. */
  readonly since: string;
  readonly reason?: string | undefined;
}

/** A lock as it lies on disk. */
export interface HeldLock extends LockHolder {
  readonly target: string;
  readonly identity: ProcessIdentity;
}

/** A lock file: its exact content, and what it says, if it can be understood. */
export interface LockFile {
  readonly path: string;
  readonly text: string;
  readonly held: HeldLock | undefined;
}

/** Target names become file names, so they are encoded; a very long one is replaced by its digest. */
export function lockPath({ locks }: ProjectPaths, target: string): string {
  const name = encodeURIComponent(target);
  return join(locks, `${name.length > 100 ? sha256(target) : name}.lock`);
}

/** Undefined if nobody holds it. Something else than a file under that name counts as a lock that nobody understands. */
export function readLockFile(path: string): LockFile | undefined {
  const bytes = readRegular(path);
  if (bytes === undefined) {
    return statOf(path) === undefined ? undefined : { path, text: '', held: undefined };
  }

  const text = bytes.toString('utf8');
  return { path, text, held: toHeld(text) };
}

/** @param nonce tells two locks of the same process apart */
export const lockText = (held: HeldLock, nonce: string): string => {
  const { identity, ...holder } = held;
  return `${JSON.stringify({ v: 1, ...holder, ...identity, nonce })}\n`;
};

function toHeld(text: string): HeldLock | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }

  const lock: Readonly<Record<string, unknown>> = { ...(typeof value === 'object' ? value : {}) };
  const { target, run, operator, commit, since, reason } = lock;
  const identity = toIdentity(lock);
  return typeof target === 'string' &&
    typeof run === 'string' &&
    typeof operator === 'string' &&
    typeof commit === 'string' &&
    typeof since === 'string' &&
    identity !== undefined
    ? { target, run, operator, commit, since, identity, ...(typeof reason === 'string' ? { reason } : {}) }
    : undefined;
}
