import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendIndex, readIndex, readIndexTail } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { rebuildIndex } from '../../src/audit/rebuild-index.js';
import { openSegment } from '../../src/audit/segment.js';
import { listSummaries, readListed } from '../../src/audit/summaries.js';
import { verifyProject } from '../../src/audit/verify.js';
import { toRunSummary } from '../../src/run/summary.js';
import { started } from './events.js';
import { firstSegment, linesOf, makeProject, tool, writeLines } from './project.js';

const idOf = (n: number): string =>
  `2026${String(1 + Math.floor(n / 28)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}T084200Z-${String(n).padStart(10, '0')}`;

/** Finished runs, one a day. */
function addRuns(project: ProjectPaths, count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, n) => {
    const run = idOf(from + n);
    const iso = run.replace(/^(\d{4})(\d\d)(\d\d)T.*$/, '$1-$2-$3T08:42:00.000Z');
    const clock = { now: () => new Date(iso), monotonicMs: () => 0 };
    const writer = openSegment({ project, run, tool, clock });
    writer.append('run.start', started());
    writer.append('run.end', { outcome: 'deployed', exit: 0, confirmed: true, counts: {} });
    writer.close();
    appendIndex(project, readListed(project, run).digest);
    return run;
  });
}

const listed = (project: ProjectPaths, limit?: number) => [...listSummaries(project, limit)];

test('a finished run is known without being read', () => {
  const project = makeProject();
  const [run = ''] = addRuns(project, 1);
  const entry = readIndex(project).get(run);
  expect(entry).toMatchObject({ ...readListed(project, run).digest, segments: 1 });
  expect(readIndex(project).get(idOf(9))).toBeUndefined();
});

test('an entry whose run has grown or shrunk since is not trusted: the run itself is read', () => {
  const project = makeProject();
  const [run = '', other = ''] = addRuns(project, 2);
  openSegment({ project, run, tool }).append('run.resume', { operator: { name: 'Bob' } });
  truncateSync(firstSegment(project, other), 10);
  const index = readIndex(project);
  expect(index.get(run)).toBeUndefined();
  expect(index.get(other)).toBeUndefined();
  expect(index.entries.size).toBe(2);
  expect(listed(project).map(({ digest }) => digest.outcome)).toEqual(['interrupted', 'running']);
});

test('later lines win, and lines that are torn or of another kind are skipped', () => {
  const project = makeProject();
  const [run = ''] = addRuns(project, 1);
  const { digest } = readListed(project, run);
  appendIndex(project, { ...digest, overrides: 7 });
  appendFileSync(project.index, 'no json\n{}\n[]\nnull\n{"schema":1,"run":"../../x"}\n{"schema":1,"run":"torn');
  expect(readIndex(project).get(run)).toMatchObject({ overrides: 7 });
  appendIndex(project, { ...digest, overrides: 8 });
  expect(readIndex(project).get(run)).toMatchObject({ overrides: 8 });
  expect(readIndexTail(project, [run]).get(run)).toMatchObject({ overrides: 8 });
});

test('the end of a long index tells the same as the whole of it', () => {
  const project = makeProject();
  const runs = addRuns(project, 12);
  const [line = ''] = linesOf(project.index);
  // Some 400 KiB of older runs before them, so that several blocks have to be read.
  const older = Array.from({ length: 1000 }, (_, n) =>
    line
      .replace(/"run":"[^"]*"/, `"run":"20250101T000000Z-${String(n).padStart(10, '0')}"`)
      .replaceAll('2026-01-01', '2025-01-01'),
  );
  writeLines(project.index, [...older, ...linesOf(project.index)]);
  const all = readIndex(project);
  const tail = readIndexTail(project, runs);
  for (const run of runs) {
    expect(tail.get(run)).toEqual(all.get(run));
  }

  expect(all.entries.size).toBe(1012);
  const first = older.map((entry) => JSON.parse(entry).run as string)[0] ?? '';
  expect(readIndexTail(project, [first, ...runs]).entries.has(first)).toBe(true);
});

test('the list is the same with the index, without it, and with a limit', () => {
  const project = makeProject();
  addRuns(project, 40);
  const withIndex = listed(project).map(({ digest }) => toRunSummary(digest));
  rmSync(project.index);
  expect(listed(project).map(({ digest }) => toRunSummary(digest))).toEqual(withIndex);
  expect(listed(project, 3).map(({ digest }) => digest.run)).toEqual([idOf(39), idOf(38), idOf(37)]);
});

test('a lost index is made anew from the runs, and unfinished runs stay out of it', () => {
  const project = makeProject();
  const runs = addRuns(project, 5);
  openSegment({ project, run: idOf(9), tool }).append('run.start', started());
  const before = readFileSync(project.index, 'utf8');
  rmSync(project.index);
  expect(rebuildIndex(project)).toBe(runs.length);
  expect(readFileSync(project.index, 'utf8')).toBe(before);
});

test('making the index anew does not wash away what it knew better', () => {
  const project = makeProject();
  const [cut = '', gone = '', changed = ''] = addRuns(project, 4);
  writeLines(firstSegment(project, cut), linesOf(firstSegment(project, cut)).slice(0, 2));
  rmSync(firstSegment(project, gone));
  const file = firstSegment(project, changed);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"exit":0', '"exit":1'));
  const { faults } = verifyProject(project);
  expect(faults.map(({ run, kind }) => [run, kind])).toEqual([
    [changed, 'changed'],
    [cut, 'cut'],
    [gone, 'missing-run'],
  ]);
  expect(rebuildIndex(project)).toBe(4);
  expect(verifyProject(project).faults).toEqual(faults);
});

test('reading a log that has no index makes none', () => {
  const project = makeProject();
  expect(readIndex(project).entries.size).toBe(0);
  expect(readIndexTail(project, [idOf(1)]).entries.size).toBe(0);
  expect(existsSync(project.index)).toBe(false);
});
