import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { expect, test } from 'vitest';
import { evidencePath, putText } from '../../src/audit/evidence-store.js';
import { appendIndex } from '../../src/audit/index-file.js';
import { outputFile } from '../../src/audit/outputs.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { sha256 } from '../../src/audit/record.js';
import { openSegment, type SegmentWriter } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { readListed } from '../../src/audit/summaries.js';
import { type Fault, verifyProject } from '../../src/audit/verify.js';
import { started } from './events.js';
import {
  firstSegment,
  linesOf,
  makeProject,
  otherRun,
  run,
  tool,
  writeEnded,
  writeLines,
  writeRun,
} from './project.js';

/** A finished run that the index knows. */
function finish(project: ProjectPaths, writer: SegmentWriter, id = run): void {
  writer.append('run.end', { outcome: 'stopped', exit: 10, confirmed: false, counts: {} });
  appendIndex(project, readListed(project, id).digest);
}

function finishedProject(): ProjectPaths {
  const project = makeProject();
  const writer = openSegment({ project, run, tool });
  writer.append('run.start', started());
  writer.append('interrupted', { signal: 'SIG2' });
  writer.append('interrupted', { signal: 'SIG3' });
  writer.append('interrupted', { signal: 'SIG4' });
  finish(project, writer);
  return project;
}

const kinds = (faults: readonly Fault[]): readonly string[] => faults.map(({ kind }) => kind);

const count = 6;
const places = Array.from({ length: count }, (_, index) => index);

test('a log that nobody touched has no fault, and its end is known to the index', () => {
  expect(verifyProject(finishedProject())).toEqual({
    ok: true,
    runs: 1,
    records: count,
    faults: [],
    notes: [],
    anchored: 1,
  });
});

test('a log that does not exist has no fault either', () => {
  expect(verifyProject(makeProject())).toMatchObject({ ok: true, runs: 0, records: 0 });
});

test.each(places)('record %i edited: found and named', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  const lines = [...linesOf(file)];
  lines[index] = (lines[index] ?? '').replace(/"m":(\d+)/, (_all, m) => `"m":${Number(m) + 1}`);
  writeLines(file, lines);
  const { ok, faults } = verifyProject(project);
  expect(ok).toBe(false);
  expect(faults).toContainEqual(expect.objectContaining({ run, seq: index, kind: 'changed' }));
  if (index < count - 1) {
    expect(faults[0]?.text).toContain(`${file}:${index + 1} (record ${index})`);
  }
});

test.each(places)('record %i with its link changed: found', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  const lines = [...linesOf(file)];
  lines[index] = (lines[index] ?? '').replace(/"prev":"./, '"prev":"e');
  if (lines[index] === linesOf(file)[index]) {
    lines[index] = (lines[index] ?? '').replace(/"prev":"./, '"prev":"f');
  }
  writeLines(file, lines);
  expect(verifyProject(project).ok).toBe(false);
});

test.each(places)('record %i removed: found and named', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  writeLines(
    file,
    linesOf(file).filter((_, at) => at !== index),
  );
  const { faults } = verifyProject(project);
  expect(faults).toContainEqual(
    expect.objectContaining({ run, seq: index, kind: index === count - 1 ? 'cut' : 'missing' }),
  );
});

test.each(places)('record %i doubled: found', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  const lines = [...linesOf(file)];
  lines.splice(index, 0, lines[index] ?? '');
  writeLines(file, lines);
  expect(kinds(verifyProject(project).faults)).toContain('moved');
});

test.each(places)('a forged record that follows from record %i: found', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  const lines = [...linesOf(file)];
  const before = lines[index] ?? '';
  const forged = (lines[1] ?? '')
    .replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${sha256(before)}"`)
    .replace('"seq":1', `"seq":${index + 1}`);
  lines.splice(index + 1, 0, forged);
  writeLines(file, lines);
  const { ok, faults } = verifyProject(project);
  // Behind the last record only the index could tell, and a run may go on after it was finished: that is not hidden.
  expect({ ok, kinds: kinds(faults) }).toEqual(
    index === count - 1 ? { ok: true, kinds: [] } : { ok: false, kinds: expect.arrayContaining(['moved']) },
  );
});

test.each(places.flatMap((one) => places.filter((other) => other > one).map((other) => [one, other] as const)))(
  'records %i and %i swapped: found',
  (one, other) => {
    const project = finishedProject();
    const file = firstSegment(project);
    const lines = [...linesOf(file)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
    writeLines(file, lines);
    const { ok, faults } = verifyProject(project);
    expect(ok).toBe(false);
    expect(faults.some(({ kind }) => kind === 'moved' || kind === 'missing')).toBe(true);
  },
);

test.each(places)('record %i shortened in its line: found and named', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  writeLines(
    file,
    linesOf(file).map((line, at) => (at === index ? line.slice(0, -10) : line)),
  );
  expect(verifyProject(project).faults).toContainEqual(
    expect.objectContaining({
      run,
      seq: index,
      kind: 'unreadable',
      text: expect.stringContaining(`${file}:${index + 1} `),
    }),
  );
});

test.each(places)('the file cut before record %i: found by the index', (index) => {
  const project = finishedProject();
  const file = firstSegment(project);
  writeLines(file, linesOf(file).slice(0, index));
  expect(verifyProject(project).faults).toContainEqual(
    expect.objectContaining({
      run,
      seq: index,
      kind: 'cut',
      text: `run ${run} was cut: it has ${index === 1 ? '1 record' : `${index} records`}, and the index knows ${count}`,
    }),
  );
});

test('B66 the file cut in the middle of a record: found by the index, and the rest is noted', () => {
  const project = finishedProject();
  const file = firstSegment(project);
  truncateSync(file, readFileSync(file).length - 5);
  const { faults, notes } = verifyProject(project);
  expect(kinds(faults)).toEqual(['cut']);
  expect(notes[0]?.text).toMatch(/ends in \d+ bytes of a record that was never acknowledged/);
});

test('anybody can follow a chain by hand, with a shell and sha256sum', () => {
  const project = finishedProject();
  const file = firstSegment(project);
  const byHand = `p=$(printf '%064d' 0); while IFS= read -r l; do
    [ "$(printf %s "$l" | cut -c10-73)" = "$p" ] || echo BROKEN
    p=$(printf %s "$l" | sha256sum | cut -c1-64); done < "$1"; echo "$p"`;
  const follow = (): string => execFileSync('bash', ['-c', byHand, 'bash', file], { encoding: 'utf8' });
  expect(follow()).toBe(`${readListed(project, run).digest.head}\n`);
  writeFileSync(file, readFileSync(file, 'utf8').replace('SIG3', 'SIGX'));
  expect(follow()).toMatch(/^BROKEN\n/);
});

test('two edits in one run are both named', () => {
  const project = finishedProject();
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('SIG2', 'SIGX').replace('SIG4', 'SIGY'));
  expect(verifyProject(project).faults.map(({ seq, kind }) => [seq, kind])).toEqual([
    [2, 'changed'],
    [4, 'changed'],
  ]);
});

test('a run that was written anew, with a whole chain of its own, does not fit the index', () => {
  const project = finishedProject();
  const file = firstSegment(project);
  let prev = '0'.repeat(64);
  const lines = linesOf(file).map((line) => {
    const forged = line.replace('SIG3', 'SIGX').replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
    prev = sha256(forged);
    return forged;
  });
  writeLines(file, lines);
  const { faults } = verifyProject(project);
  expect(faults.map(({ seq, kind }) => [seq, kind])).toEqual([[count - 1, 'changed']]);
});

test('a run that nobody finished has no witness: its last record can be changed unseen, and that is counted', () => {
  const project = makeProject();
  writeRun(project, 3);
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('SIG3', 'SIGX'));
  expect(verifyProject(project)).toMatchObject({ ok: true, runs: 1, anchored: 0 });
});

test('a run that goes on after it was finished still fits the index', () => {
  const project = finishedProject();
  openSegment({ project, run, tool }).append('pause', { by: 'ada' });
  expect(verifyProject(project)).toMatchObject({ ok: true, records: count + 2 });
});

test('the second segment is held to the first', () => {
  const project = makeProject();
  writeRun(project, 2).close();
  writeRun(project, 2).close();
  const second = segmentPath(project, run, 2);
  expect(verifyProject(project).ok).toBe(true);
  const file = firstSegment(project);
  const lines = [...linesOf(file)];
  lines[3] = (lines[3] ?? '').replace('segment.end', 'segment.END');
  writeLines(file, lines);
  expect(verifyProject(project).faults[0]).toMatchObject({
    seq: 3,
    kind: 'changed',
    text: expect.stringContaining(second),
  });
  unlinkSync(file);
  expect(verifyProject(project).faults[0]).toMatchObject({ kind: 'missing', seq: 0 });
});

test('a missing run is noticed by the next one, which nobody blames, and by the index', () => {
  const project = finishedProject();
  const writer = openSegment({ project, run: otherRun, tool });
  writer.append('run.start', started({ prevSession: { run, head: readListed(project, run).digest.head } }));
  writer.close();
  expect(verifyProject(project)).toMatchObject({ ok: true, runs: 2 });
  unlinkSync(firstSegment(project));
  expect(verifyProject(project).faults).toEqual([
    expect.objectContaining({ run, kind: 'missing-run', text: expect.stringContaining(`run ${otherRun} names it`) }),
    expect.objectContaining({ run, kind: 'missing-run' }),
  ]);
  rmSync(project.index);
  expect(verifyProject(project).faults).toMatchObject([{ run, kind: 'missing-run' }]);
  expect(verifyProject(project, { run: otherRun }).faults).toMatchObject([{ run, kind: 'missing-run' }]);
});

test('the next run is a witness of the last record, also without an index', () => {
  const project = finishedProject();
  const writer = openSegment({ project, run: otherRun, tool });
  writer.append('run.start', started({ prevSession: { run, head: readListed(project, run).digest.head } }));
  rmSync(project.index);
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"exit":10', '"exit":11'));
  expect(verifyProject(project).faults).toMatchObject([{ run, kind: 'changed' }]);
  expect(verifyProject(project, { run: otherRun }).faults).toMatchObject([{ run, kind: 'changed' }]);
});

test('evidence and output beside the log are held to their digests', () => {
  const project = makeProject();
  const digest = putText(project, 'all 410 tests passed\n');
  const out = outputFile(project, run, 'deploy');
  const writer = openSegment({ project, run, tool });
  writer.append('run.start', started({ checklist: { sha256: putText(project, '{}'), sources: [] } }));
  writer.append('evidence', { check: 'tests', file: digest });
  writer.append('deploy.start', { commit: 'c', steps: ['deploy'], tty: false, out: `runs/2026/11/${run}.out` });
  writeFileSync(out, 'deployed\n');
  writer.append('deploy.end', { commit: 'c', outcome: 'ok', ms: 1, output: sha256('deployed\n'), bytes: 9 });
  writer.close();
  expect(verifyProject(project)).toMatchObject({ ok: true });

  // What a step left running writes on; only what was there at the end of the deploy is held to the digest.
  appendFileSync(out, 'still talking\n');
  expect(verifyProject(project)).toMatchObject({ ok: true });

  writeFileSync(evidencePath(project, digest), 'all 412 tests passed\n');
  writeFileSync(out, 'Deployed\n');
  expect(verifyProject(project).faults).toMatchObject([
    { run, seq: 2, kind: 'changed-evidence' },
    { run, seq: 4, kind: 'changed-output' },
  ]);
  unlinkSync(evidencePath(project, digest));
  unlinkSync(out);
  expect(verifyProject(project).faults).toMatchObject([
    { run, seq: 2, kind: 'missing-evidence' },
    { run, seq: 4, kind: 'missing-output' },
  ]);
});

test('a note that looks like a reference is none', () => {
  const project = makeProject();
  const writer = writeRun(project, 0);
  writer.append('pause', { by: `","type":"evidence","file":"${'a'.repeat(64)}"` });
  writer.close();
  expect(verifyProject(project)).toMatchObject({ ok: true });
});

test('B66 something that is no file under the name of a segment is a fault, and is not followed', () => {
  const project = makeProject();
  writeEnded(project, 1);
  symlinkSync('/etc/passwd', segmentPath(project, run, 2));
  mkdirSync(segmentPath(project, run, 3));
  expect(kinds(verifyProject(project).faults)).toEqual(['foreign-file', 'foreign-file']);
});

test('B66 a log file under the name of another run is a fault', () => {
  const project = makeProject();
  writeEnded(project, 1);
  renameSync(firstSegment(project), segmentPath(project, '20261119T084200Z-0000000000', 1));
  expect(verifyProject(project).ok).toBe(false);
});

test('B66 a log of Windows line ends is unreadable or changed, never well', () => {
  const project = finishedProject();
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
  expect(verifyProject(project).ok).toBe(false);
});
