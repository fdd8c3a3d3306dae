import { closeSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { auditError, Locked } from './error.js';
import { createWhole, syncDirectory, unlinkIfThere } from './files.js';
import { refuseBesideCommand } from './left-running.js';
import { type HeldLock, type LockFile, type LockHolder, lockPath, lockText, readLockFile } from './lock-file.js';
import { isStale, lockedError } from './lock-stale.js';
import { ownIdentity } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { sha256 } from './record.js';
import { codeOf } from './system-error.js';

export type { HeldLock, LockHolder } from './lock-file.js';

/** The right to deploy to a target, until it is released. */
export interface Lock {
  readonly target: string;
  /** Who held it before and died, if so. */
  readonly stale?: HeldLock;
  /**
   * Gives the target free. Does nothing if somebody took the lock from us, nor where the file system refuses: the lock of
   * a process that has ended holds nobody up.
   */
  release(): void;
}

/**
 * Takes the lock of a target on this machine. Of several processes exactly one gets it; the lock of a dead process and
 * a dead run is taken over, also by exactly one.
 * @throws Locked when somebody holds it, AuditError when the directory cannot be written
 */
export function takeLock(project: ProjectPaths, target: string, holder: LockHolder): Lock {
  const path = lockPath(project, target);
  const nonce = process.hrtime.bigint().toString(36);
  const text = lockText({ ...holder, target, identity: ownIdentity() }, nonce);
  try {
    const stale = take(project, path, text, holder.run);
    try {
      refuseBesideCommand(project, target, holder.run);
    } catch (error) {
      removeIf(path, text);
      throw error;
    }

    return { target, ...(stale === undefined ? {} : { stale }), release: () => releaseQuietly(path, text) };
  } catch (error) {
    throw codeOf(error) === undefined ? error : auditError('take the lock', path, error);
  }
}

/** Who holds the lock of a target; undefined if nobody does. @throws Locked when the lock cannot be understood */
export function readLock(project: ProjectPaths, target: string): HeldLock | undefined {
  const file = readLockFile(lockPath(project, target));
  if (file !== undefined && file.held === undefined) {
    throw lockedError(project, file);
  }

  return file?.held;
}

/** Gives the lock free that a run holds, from whichever process. @returns whether the run held it */
export function releaseLock(project: ProjectPaths, target: string, run: string): boolean {
  const file = readLockFile(lockPath(project, target));
  if (file?.held?.run !== run) {
    return false;
  }

  removeIf(file.path, file.text);
  return true;
}

const maxTries = 20;

/** @returns the former holder, if it was dead */
function take(project: ProjectPaths, path: string, text: string, run: string): HeldLock | undefined {
  for (let tries = 0; tries < maxTries; tries += 1) {
    if (createIfFree(path, text)) {
      return undefined;
    }

    const found = readLockFile(path);
    if (found === undefined) {
      continue;
    }

    if (found.held === undefined || !isStale(project, found.held, run)) {
      throw lockedError(project, found);
    }

    if (takeOver(project, found, text, run)) {
      return found.held;
    }
  }

  const winner = readLockFile(path);
  throw winner === undefined
    ? new Locked(`the lock ${path} changes hands too fast`, undefined)
    : lockedError(project, winner);
}

/**
 * Takes over one dead lock. The claim, a file named after that very lock, lets one process at a time come near it, so
 * that nobody replaces a lock that was taken a moment ago; what lies under the lock's name in the end is the truth.
 * @returns whether it is ours; if not, look again
 */
function takeOver(project: ProjectPaths, dead: LockFile, text: string, run: string): boolean {
  const claim = `${dead.path}.${sha256(dead.text).slice(0, 16)}.claim`;
  if (!createIfFree(claim, text)) {
    const other = readLockFile(claim);
    if (other?.held !== undefined && isStale(project, other.held, run)) {
      removeIf(claim, other.text);
    } else if (other !== undefined) {
      throw lockedError(project, other);
    }

    return false;
  }

  if (readLockFile(dead.path)?.text === dead.text) {
    try {
      renameSync(claim, dead.path);
      syncDirectory(dirname(dead.path));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw error;
      }
    }
  }

  if (readLockFile(dead.path)?.text === text) {
    // A runner claims its run, then looks at the lock; here it is the other way round, so that one of the two sees it.
    if (dead.held !== undefined && !isStale(project, dead.held, run)) {
      putBack(dead, text);
      throw lockedError(project, dead);
    }

    return true;
  }

  removeIf(claim, text);
  return false;
}

/** Never leaves the target without a lock on the way. */
function putBack({ path, text: old }: LockFile, ours: string): void {
  const aside = `${path}.${sha256(ours).slice(0, 16)}.back`;
  if (createIfFree(aside, old) && readLockFile(path)?.text === ours) {
    renameSync(aside, path);
    syncDirectory(dirname(path));
  } else {
    removeIf(aside, old);
  }
}

function createIfFree(path: string, text: string): boolean {
  try {
    closeSync(createWhole(path, Buffer.from(text)));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }

    throw error;
  }
}

function releaseQuietly(path: string, text: string): void {
  try {
    removeIf(path, text);
  } catch {
    // Whatever ends shipit now has a better sentence for the operator.
  }
}

function removeIf(path: string, text: string): void {
  if (readLockFile(path)?.text === text) {
    unlinkIfThere(path);
  }
}
