import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { IndexEntry } from '../../src/audit/index-entry.js';
import { unpackFacts } from '../../src/audit/index-facts.js';
import { appendIndex } from '../../src/audit/index-file.js';
import { fits, openIndex, readIndex } from '../../src/audit/index-read.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { rebuildIndex } from '../../src/audit/rebuild-index.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentNames } from '../../src/audit/segment-files.js';
import { listSummaries, readListed, reviewRuns } from '../../src/audit/summaries.js';
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
    const { digest, facts } = readListed(project, run);
    appendIndex(project, digest, { facts });
    return run;
  });
}

/** The newest entry of a run, if it still fits the files. */
function trusted(project: ProjectPaths, run: string): IndexEntry | undefined {
  const entry = openIndex(project).find(run);
  return entry !== undefined && fits(entry, segmentNames(project, run)) ? entry : undefined;
}

const withFacts = (entry: IndexEntry | undefined): object => ({ ...entry, facts: unpackFacts(entry?.facts) });

const listed = (project: ProjectPaths, limit?: number) => [...listSummaries(project, limit)];

test('a finished run is known without being read', () => {
  const project = makeProject();
  const [run = ''] = addRuns(project, 1);
  expect(trusted(project, run)).toMatchObject({ ...readListed(project, run).digest, segments: 1 });
  expect(trusted(project, idOf(9))).toBeUndefined();
});

test('B68 an entry whose run has grown or shrunk since is not trusted: the run itself is read', () => {
  const project = makeProject();
  const [run = '', other = ''] = addRuns(project, 2);
  openSegment({ project, run, tool }).append('run.resume', { operator: { name: 'Bob' } });
  truncateSync(firstSegment(project, other), 10);
  expect(trusted(project, run)).toBeUndefined();
  expect(trusted(project, other)).toBeUndefined();
  expect(readIndex(project).size).toBe(2);
  expect(listed(project).map(({ digest }) => digest.outcome)).toEqual(['unknown', 'running']);
});

test('B68 later lines win, and lines that are torn or of another kind are skipped', () => {
  const project = makeProject();
  const [run = ''] = addRuns(project, 1);
  const { digest } = readListed(project, run);
  appendIndex(project, { ...digest, overrides: 7 });
  appendFileSync(project.index, 'no json\n{}\n[]\nnull\n{"schema":1,"run":"../../x"}\n{"schema":1,"run":"torn');
  expect(readIndex(project).get(run)).toMatchObject({ overrides: 7 });
  appendIndex(project, { ...digest, overrides: 8 });
  expect(readIndex(project).get(run)).toMatchObject({ overrides: 8 });
  expect(trusted(project, run)).toMatchObject({ overrides: 8 });
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
  expect(all.size).toBe(1012);
  const first = older.map((entry) => JSON.parse(entry).run as string)[0] ?? '';
  const cursor = openIndex(project);
  for (const run of [...runs].reverse().concat(first)) {
    // The cursor leaves facts as text until somebody asks.
    expect(withFacts(cursor.find(run))).toEqual(withFacts(all.get(run)));
  }
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
  expect(readIndex(project).size).toBe(0);
  expect(openIndex(project).find(idOf(1))).toBeUndefined();
  expect(existsSync(project.index)).toBe(false);
});

test('what is written about an old run years later hides none of the runs between', () => {
  const project = makeProject();
  const runs = addRuns(project, 6);
  const [old = ''] = runs;
  const writer = openSegment({ project, run: old, tool });
  writer.append('note', { text: 'It broke the invoices.', by: 'Ada L.', incident: true });
  writer.close();
  const { digest, facts } = readListed(project, old);
  appendIndex(project, digest, { facts, at: '2027-01-01T00:00:00.000Z' });
  const cursor = openIndex(project);
  for (const run of [...runs].reverse()) {
    expect(cursor.find(run)?.run).toBe(run);
  }

  expect(trusted(project, old)).toMatchObject({ notes: 1, incidents: 1 });
  expect(verifyProject(project).faults).toEqual([]);
});

test('what statistics want to know is in the index, and the same from the runs themselves', () => {
  const project = makeProject();
  addRuns(project, 3);
  const withIndex = [...reviewRuns(project)].map(({ digest: { run }, facts }) => ({ run, facts }));
  rmSync(project.index);
  expect([...reviewRuns(project)].map(({ digest: { run }, facts }) => ({ run, facts }))).toEqual(withIndex);
});

test('a line of an older shipit, without facts, lets the run be read', () => {
  const project = makeProject();
  const [run = ''] = addRuns(project, 1);
  const [line = ''] = linesOf(project.index);
  const { facts: _facts, ...entry } = JSON.parse(line);
  writeLines(project.index, [JSON.stringify(entry)]);
  expect([...reviewRuns(project)]).toMatchObject([{ digest: { run }, facts: { subject: started().release.subject } }]);
});

test.each([
  ['B68 cut off', (line: string) => line.slice(0, -9)],
  ['B68 of another shape', (line: string) => line.replace('"subject":"', '"subject":7,"x":"')],
  ['B68 followed by something else', (line: string) => `${line.slice(0, -1)},"more":1}`],
])('facts in the index that are %s are read from the run itself', (_how, change) => {
  const project = makeProject();
  addRuns(project, 1);
  const was = [...reviewRuns(project)].map(({ digest, facts, damaged }) => ({ digest, facts, damaged }));
  writeLines(project.index, linesOf(project.index).map(change));
  expect([...reviewRuns(project)].map(({ digest, facts, damaged }) => ({ digest, facts, damaged }))).toEqual(was);
});

test.each([
  ['"outcome":"deployed"', '"outcome":"stopped"', 'outcome'],
  ['"operator":"Ada L."', '"operator":"Bob M."', 'operator'],
  ['"subject":"Round half a cent"', '"subject":"Nothing to see"', 'facts'],
  ['"overridden":[]', '"overridden":[],"confirms":"20260101T000000Z-0000000000"', 'confirms'],
])('an index that says %s of a run whose records do not is found out, and the records count', (is, was, key) => {
  const project = makeProject();
  const [, run = ''] = addRuns(project, 2);
  const before = [...reviewRuns(project)].map((one) => one.checked().digest);
  const lines = linesOf(project.index);
  writeLines(project.index, [lines[0] ?? '', (lines[1] ?? '').replace(is, was)]);
  expect(verifyProject(project).faults).toMatchObject([
    { run, kind: 'index', text: expect.stringContaining(`(${key})`) },
  ]);
  expect([...reviewRuns(project)].map((one) => one.checked())).toMatchObject(
    before.map(({ outcome, operator }) => ({ damaged: false, digest: { outcome, operator } })),
  );
  rebuildIndex(project);
  expect(verifyProject(project).faults).toEqual([]);
});

test('what an older shipit did not write into the index yet is not held against it', () => {
  const project = makeProject();
  addRuns(project, 1);
  const [line = ''] = linesOf(project.index);
  const { facts: _facts, ...entry } = JSON.parse(line);
  writeLines(project.index, [JSON.stringify(entry)]);
  expect(verifyProject(project).faults).toEqual([]);
});
