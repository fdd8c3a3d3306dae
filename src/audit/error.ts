import { messageOf, OperatorError } from '../errors.js';
import type { HeldLock } from './lock-file.js';
import type { ProcessIdentity } from './process-identity.js';
import { codeOf } from './system-error.js';

/** The audit log cannot be written, or is not what it was: nothing is deployed. The message says what to do. */
export class AuditError extends OperatorError {
  constructor(message: string, hint?: string) {
    super(message, { hint, exitCode: 16 });
    this.name = 'AuditError';
  }
}

/** Somebody else's living process writes this run. */
export class RunOwned extends OperatorError {
  readonly owner: ProcessIdentity | undefined;

  constructor(message: string, owner: ProcessIdentity | undefined, hint?: string) {
    super(message, { hint, exitCode: 17 });
    this.name = 'RunOwned';
    this.owner = owner;
  }
}

/** The run went on in another process: this one may write no more (or may not begin to). */
export class Superseded extends OperatorError {
  constructor(message: string, hint?: string) {
    super(message, { hint, exitCode: 17 });
    this.name = 'Superseded';
  }
}

/** Somebody else is deploying to the target, or may be. */
export class Locked extends OperatorError {
  /** Undefined if the lock cannot be understood. */
  readonly holder: HeldLock | undefined;

  constructor(message: string, holder: HeldLock | undefined, hint?: string) {
    super(message, { hint, exitCode: 17 });
    this.name = 'Locked';
    this.holder = holder;
  }
}

/** What to do about an error of the file system, by its code. Unlisted codes speak for themselves. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full (or has no free inodes): make room, then try again.',
  EDQUOT: 'Your disk quota is used up: make room, then try again.',
  EFBIG: 'The file size limit is reached: raise `ulimit -f`, then try again.',
  EROFS: 'The file system is mounted read-only: set SHIPIT_STATE_DIR to a directory that can be written.',
  EACCES: 'You have no permission there: give it to yourself, or set SHIPIT_STATE_DIR to a directory of your own.',
  EPERM: 'You have no permission there: give it to yourself, or set SHIPIT_STATE_DIR to a directory of your own.',
  EIO: 'The disk reports an error: look at the system log, and do not trust this disk.',
  ENOTDIR: 'A part of that path is a file, not a directory.',
  EMFILE: 'Too many files are open: raise `ulimit -n`.',
  ENFILE: 'Too many files are open on this machine.',
  ENAMETOOLONG: 'The path is too long.',
};

/** An error of the file system as an AuditError: what was tried, where, why it failed, what would help. */
export function auditError(tried: string, path: string, error: unknown): AuditError {
  const code = codeOf(error);
  return new AuditError(
    `cannot ${tried} ${path}: ${code ?? messageOf(error)}`,
    remedies[code ?? ''] ?? 'Nothing was deployed. `shipit log verify` tells what is on disk.',
  );
}

/**
 * An error that the system gave for something in the audit log and that nobody foresaw, as an AuditError: the machine is
 * at fault then, not shipit. Every other error stays as it is.
 */
export function refusedBySystem(error: unknown): unknown {
  const code = codeOf(error);
  return error instanceof Error &&
    code !== undefined &&
    code in remedies &&
    'path' in error &&
    typeof error.path === 'string' &&
    inLog.test(error.path)
    ? auditError('read or write', error.path, error)
    : error;
}

/** `…/v1/<project>/…` */
const inLog = /\/v1\/[0-9a-f]{16}(\/|$)/;
