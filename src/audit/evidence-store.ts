import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { AuditError, auditError } from './error.js';
import { createWhole, readRegular } from './files.js';
import type { ProjectPaths } from './project.js';
import { sha256 } from './record.js';
import { codeOf } from './system-error.js';

/**
 * Keeps a text too long for a record, under its own SHA-256. On disk when it returns; keeping it again changes nothing.
 * @throws AuditError
 */
export function putText(project: ProjectPaths, text: string): string {
  const bytes = Buffer.from(text);
  const digest = sha256(bytes);
  const path = evidencePath(project, digest);
  try {
    closeSync(createWhole(path, bytes));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw auditError('keep evidence in', path, error);
    }

    if (readRegular(path)?.equals(bytes) !== true) {
      throw new AuditError(`evidence was changed after it was kept: ${path}`, 'Move that file away, then try again.');
    }
  }

  return digest;
}

/** The text as it was kept; undefined if it is not there, or not what it was any more. */
export function getText(project: ProjectPaths, digest: string): string | undefined {
  const bytes = /^[0-9a-f]{64}$/.test(digest) ? readRegular(evidencePath(project, digest)) : undefined;
  return bytes !== undefined && sha256(bytes) === digest ? bytes.toString('utf8') : undefined;
}

export const evidencePath = (project: ProjectPaths, digest: string): string => join(project.evidence, `${digest}.txt`);
