import { closeSync, constants, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import type { RunFacts } from '../run/run-facts.js';
import type { RunDigest, RunSummary } from '../run/summary.js';
import { auditError } from './error.js';
import { createFile, readAt, temporaryFor, unlinkIfThere, writeDurably } from './files.js';
import type { IndexEntry } from './index-entry.js';
import { packFacts } from './index-facts.js';
import type { ProjectPaths } from './project.js';
import { segmentNames, sizeOf } from './segment-files.js';

export interface Indexed {
  /** What a list shows without; filters and statistics read the run itself where they are absent. */
  readonly facts?: RunFacts;
  /** When the line is written, where that is not when the run ended: UTC, ISO 8601. */
  readonly at?: string;
}

/**
 * Adds a line about a finished run. Made after the run's last record: the index never knows more than the runs.
 * @throws AuditError
 */
export function appendIndex(project: ProjectPaths, summary: RunSummary | RunDigest, more: Indexed = {}): void {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants;
  try {
    const fd = openSync(project.index, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    try {
      const { size } = fstatSync(fd);
      // A line that a crash cut short must not swallow this one.
      const torn = size > 0 && readAt(fd, size - 1, 1)[0] !== 10;
      writeSync(fd, `${torn ? '\n' : ''}${JSON.stringify(entryFor(project, summary, more))}\n`);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw auditError('write', project.index, error);
  }
}

/** Replaces the index by these entries, all or nothing. @throws AuditError */
export function replaceIndex(project: ProjectPaths, entries: readonly IndexEntry[]): void {
  const temporary = temporaryFor(project.index);
  try {
    const fd = createFile(temporary);
    try {
      writeDurably(fd, Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')));
    } finally {
      closeSync(fd);
    }

    renameSync(temporary, project.index);
  } catch (error) {
    unlinkIfThere(temporary);
    throw auditError('write', project.index, error);
  }
}

export function entryFor(project: ProjectPaths, summary: RunSummary | RunDigest, { facts, at }: Indexed): IndexEntry {
  const names = segmentNames(project, summary.run);
  const bytes = names.reduce((total, { path }) => total + sizeOf(path), 0);
  return {
    overridden: [],
    ...summary,
    segments: names.at(-1)?.gen ?? 0,
    bytes,
    ...(at === undefined ? {} : { at }),
    ...(facts === undefined ? {} : { facts: packFacts(facts) }),
  };
}
