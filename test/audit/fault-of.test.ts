import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultOf } from '../../src/audit/fault-of.js';
import { appendIndex } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { openSegment } from '../../src/audit/segment.js';
import { listSummaries, readListed } from '../../src/audit/summaries.js';
import { started } from './events.js';
import { firstSegment, makeProject, otherRun, run, tool } from './project.js';

function ended(project: ProjectPaths, id = run, prevSession: { run: string; head: string } | null = null): string {
  const writer = openSegment({ project, run: id, tool });
  writer.append('run.start', started({ prevSession }));
  writer.append('run.end', { outcome: 'deployed', exit: 0, confirmed: true, counts: {} });
  writer.close();
  return writer.head;
}

const edit = (project: ProjectPaths, from: string, to: string): void => {
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

test('a run that nobody touched has no fault, finished or not', () => {
  const project = makeProject();
  const head = ended(project);
  appendIndex(project, readListed(project, run).digest);
  ended(project, otherRun, { run, head });
  expect(faultOf(project, run)).toBeUndefined();
  expect(faultOf(project, otherRun)).toBeUndefined();
});

test('the last record alone was changed to something as good: the index knows, and the list of runs says so', () => {
  const project = makeProject();
  ended(project);
  appendIndex(project, readListed(project, run).digest);
  edit(project, '"exit":0', '"exit":9');
  expect(faultOf(project, run)).toContain('is not the one that the index knows as its last');
  expect([...listSummaries(project, 20, { verify: true })].map(({ damaged }) => damaged)).toEqual([true]);
  expect([...listSummaries(project, 20)].map(({ damaged }) => damaged)).toEqual([false]);
});

test('the last record alone was changed, and no index knows it: the run after it does', () => {
  const project = makeProject();
  const head = ended(project);
  ended(project, otherRun, { run, head });
  edit(project, '"exit":0', '"exit":9');
  expect(faultOf(project, run)).toBeDefined();
});

test('a record in the middle was changed without changing the size', () => {
  const project = makeProject();
  ended(project);
  appendIndex(project, readListed(project, run).digest);
  edit(project, '"target":"production"', '"target":"productiom"');
  expect(faultOf(project, run)).toContain('record 1');
});
