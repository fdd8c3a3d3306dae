import { randomBytes } from 'node:crypto';
import { closeSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { auditError } from './error.js';
import { createFile, temporaryFor, unlinkIfThere, writeDurably } from './files.js';
import type { ProjectPaths } from './project.js';

const ballastBytes = 65_536;

/**
 * Writes 64 KiB anew, really: a full, read-only or failing disk shows before any question is asked, and not at the
 * tenth answer. They stay in reserve, for the last words of a run on a full disk.
 * @throws AuditError
 */
export function renewBallast(project: ProjectPaths): void {
  const path = ballastPath(project);
  const temporary = temporaryFor(path);
  try {
    const fd = createFile(temporary);
    try {
      // Random, because a file system that compresses would keep zeros for nothing.
      writeDurably(fd, randomBytes(ballastBytes));
    } finally {
      closeSync(fd);
    }

    renameSync(temporary, path);
  } catch (error) {
    unlinkQuietly(temporary);
    throw auditError('write the audit log in', project.root, error);
  }
}

/** Makes room for one last record. */
export const freeBallast = (project: ProjectPaths): void => unlinkQuietly(ballastPath(project));

const ballastPath = (project: ProjectPaths): string => join(project.root, '.ballast');

function unlinkQuietly(path: string): void {
  try {
    unlinkIfThere(path);
  } catch {
    // What we came for failed already; this is only tidying.
  }
}
