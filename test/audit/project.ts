import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSegment, type SegmentWriter } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { openProject, type ProjectPaths } from '../../src/audit/state.js';

export const run = '20261119T084200Z-7f3a1c22d0';
export const otherRun = '20261120T084200Z-8f3a1c22d0';
export const tool = { version: '0.1.0', node: '20.19.0', git: '2.39.5' };

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'shipit-audit-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An empty audit log that is gone after the test. */
export const makeProject = (stateDir = temporaryDirectory()): ProjectPaths =>
  openProject({ stateDir, projectId: '0123456789abcdef', write: true });

/** A run with this many records besides its first, left open. */
export function writeRun(project: ProjectPaths, records: number, id = run): SegmentWriter {
  const writer = openSegment({ project, run: id, tool });
  for (let n = 1; n <= records; n += 1) {
    writer.append('interrupted', { signal: `SIG${n}` });
  }

  return writer;
}

/** The log of a run that is finished in the eyes of the log: the process that wrote it has let go. */
export function writeEnded(project: ProjectPaths, records: number, id = run): void {
  writeRun(project, records, id).close();
}

export const firstSegment = (project: ProjectPaths, id = run): string => segmentPath(project, id, 1);

export const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

export const writeLines = (file: string, lines: readonly string[]): void =>
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
