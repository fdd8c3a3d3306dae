import { fdatasyncSync, fstatSync, writeSync } from 'node:fs';
import type { Claimed } from './claim.js';
import { AuditError } from './error.js';
import { readAt } from './files.js';
import { happenedTo } from './known-file.js';
import { sha256 } from './record.js';

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
  const stat = fstatSync(fd);
  if (stat.size !== end || !readAt(fd, size, line.length).equals(line)) {
    throw new Error('the record could not be read back as it was written');
  }

  return {
    ...segment,
    size: end,
    mtimeMs: stat.mtimeMs,
    sum: segment.sum.copy().update(line),
    head: sha256(line.subarray(0, -1)),
    seq: segment.seq + 1,
  };
}

/**
 * Makes sure that the open file is still the one under its name and as it was written, that nobody else wrote to it, and
 * that the segments before it are what they were when the run was taken up.
 * @throws AuditError that says what happened to which file
 */
export function checkUntouched(segment: Claimed): void {
  const { fd, path, size, sum, earlier } = segment;
  const open = fstatSync(fd);
  refuse(
    path,
    open.nlink === 0
      ? 'was removed'
      : (happenedTo({ ...segment, digest: () => sum.copy().digest('hex'), read: () => readAt(fd, 0, size) }) ??
          (open.size > size
            ? `was changed by somebody else: it has ${open.size} bytes, and ${size} were written`
            : undefined)),
  );
  for (const before of earlier) {
    refuse(before.path, happenedTo(before));
  }
}

function refuse(path: string, happened: string | undefined): void {
  if (happened !== undefined) {
    throw new AuditError(
      `the audit log of this run ${happened} while it was open: ${path}`,
      'Nothing more was recorded, and nothing is deployed. Put the file back as it was, or start a new run.',
    );
  }
}
