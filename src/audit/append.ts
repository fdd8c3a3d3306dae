import { fdatasyncSync, fstatSync, writeSync } from 'node:fs';
import type { Claimed } from './claim.js';
import { AuditError } from './error.js';
import { readAt } from './files.js';
import { sha256 } from './record.js';
import { statOf } from './segment-files.js';

/**
 * Adds a line to a segment: returns only when it is on disk and was read back. No error is ever tried away: after a
 * failed sync the system may report success for bytes it has thrown away (PostgreSQL's fsync lesson of 2018).
 * @throws ENOSPC, EIO and the like; the segment is then dead, and what lies after `size` is nobody's
 */
export function appendLine(segment: Claimed, line: Buffer): Claimed {
  const { fd, size } = segment;
  if (writeSync(fd, line) !== line.length) {
    throw new Error('only a part of the record could be written');
  }

  fdatasyncSync(fd);
  const end = size + line.length;
  if (fstatSync(fd).size !== end || !readAt(fd, size, line.length).equals(line)) {
    throw new Error('the record could not be read back as it was written');
  }

  return { ...segment, size: end, head: sha256(line.subarray(0, -1)), seq: segment.seq + 1 };
}

/**
 * Makes sure that the open file is still the one under its name, and that nobody else wrote to it.
 * @throws AuditError that says what happened to it
 */
export function checkUntouched({ fd, path, ino, size }: Claimed): void {
  const open = fstatSync(fd);
  const named = statOf(path);
  const happened =
    open.nlink === 0
      ? 'was removed'
      : named === undefined
        ? 'was moved away'
        : named.ino !== ino
          ? 'was replaced by another file'
          : open.size !== size
            ? `was changed by somebody else: it has ${open.size} bytes, and ${size} were written`
            : undefined;
  if (happened !== undefined) {
    throw new AuditError(
      `the audit log of this run ${happened} while it was open: ${path}`,
      'Nothing more was recorded, and nothing is deployed. Put the file back as it was, or start a new run.',
    );
  }
}
