import { chmodSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AuditError, auditError } from './error.js';
import { syncDirectory } from './files.js';
import { codeOf } from './system-error.js';

/**
 * Makes sure that a directory is ours alone to write: 0700 when we make it, refused when it belongs to somebody else or
 * when others may write to it. Only looks, if it is not to be written; then it may also be missing.
 * @throws AuditError with the command that mends it
 */
export function privateDirectory(path: string, { write }: { readonly write: boolean }): void {
  if (write) {
    makeDirectory(path);
  }

  const stat = look(path);
  if (stat === undefined) {
    return;
  }

  if (!stat.isDirectory()) {
    throw new AuditError(`${path} is a file, where the audit log needs a directory`, 'Move it away, then try again.');
  }

  const uid = process.getuid?.();
  if (uid === undefined) {
    return;
  }

  if (stat.uid !== uid && (write || uid !== 0)) {
    throw new AuditError(
      `${path} belongs to user ${stat.uid}, and you are user ${uid}: the audit log must be yours alone`,
      `Set SHIPIT_STATE_DIR to a directory of your own, or: sudo chown -R ${uid} '${path}'`,
    );
  }

  if ((stat.mode & 0o022) !== 0) {
    const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
    throw new AuditError(`${path} can be written by others (mode ${mode})`, `Mend it with: chmod 700 '${path}'`);
  }
}

/** Step by step from the first parent that exists: mkdir's own `recursive` never returns under /proc on Node 20. */
function makeDirectory(path: string): void {
  if (look(path) !== undefined) {
    return;
  }

  const parent = dirname(path);
  if (parent !== path) {
    makeDirectory(parent);
  }

  try {
    mkdirSync(path, { mode: 0o700 });
    // The umask may have taken away even our own rights.
    chmodSync(path, 0o700);
    syncDirectory(parent);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || look(path) === undefined) {
      throw auditError('make', path, error);
    }
  }
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw auditError('look at', path, error);
  }
}
