import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { putText } from '../../../src/audit/evidence-store.js';
import { appendIndex } from '../../../src/audit/index-file.js';
import { outputFile } from '../../../src/audit/outputs.js';
import type { ProjectPaths } from '../../../src/audit/project.js';
import { openSegment } from '../../../src/audit/segment.js';
import { readListed } from '../../../src/audit/summaries.js';
import { OperatorError } from '../../../src/errors.js';
import { started } from '../../audit/events.js';
import { firstSegment, makeProject, otherRun, run, tool } from '../../audit/project.js';
import { askList, askShow, askVerify } from './ask-log.js';

function addRun(project: ProjectPaths, id = run): void {
  const clock = {
    now: () => new Date(id.startsWith('20261119') ? '2026-11-19T08:42:00Z' : '2026-11-20T08:42:00Z'),
    monotonicMs: () => 0,
  };
  const writer = openSegment({ project, run: id, tool, clock });
  writer.append('run.start', started({ checklist: { sha256: putText(project, '{}'), sources: [] } }));
  writer.append('run.end', { outcome: 'stopped', exit: 10, confirmed: false, counts: {} });
  writer.close();
  const { digest, facts } = readListed(project, id);
  appendIndex(project, digest, { facts });
}

function twoRuns(): ProjectPaths {
  const project = makeProject();
  addRun(project);
  addRun(project, otherRun);
  return project;
}

test('list: a table for people, newest first', async () => {
  expect(await askList(twoRuns())).toEqual({
    code: 0,
    out: `Fri 20 Nov 11:42  8f3a  Ada L.  production  8c6783b → 3f2a91c  stopped by the operator
Thu 19 Nov 11:42  7f3a  Ada L.  production  8c6783b → 3f2a91c  stopped by the operator\n`,
    err: '',
  });
});

test('list: one JSON object a line for programs, with exactly the promised keys', async () => {
  const { out } = await askList(twoRuns(), { json: true });
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.map((row) => row.run)).toEqual([otherRun, run]);
  expect(Object.keys(rows[0]).join(' ')).toBe(
    'schema run app target operator started ended from to outcome overrides records head',
  );
});

test('list: no more than asked for, and the rest is not hidden', async () => {
  const project = twoRuns();
  expect(await askList(project, { limit: '1' })).toMatchObject({
    out: expect.stringMatching(/^Fri 20 Nov[^\n]*\n$/),
    err: 'Older runs are not shown: shipit log list --limit 5\n',
  });
  expect((await askList(project, { limit: '1', operator: 'ada' })).err).toBe(
    'Older runs are not shown: add --limit 5\n',
  );
  expect((await askList(project, { limit: '1', json: true })).out.split('\n')).toHaveLength(2);
  await expect(askList(project, { limit: '0' })).rejects.toThrow(OperatorError);
});

test('list: an empty log is no mistake', async () => {
  expect(await askList(makeProject())).toEqual({ code: 0, out: '', err: 'No run has been recorded yet.\n' });
  expect(await askList(makeProject(), { json: true })).toEqual({ code: 0, out: '', err: '' });
});

test('list: a damaged run stands out', async () => {
  const project = twoRuns();
  const file = firstSegment(project);
  writeFileSync(file, `${readFileSync(file, 'utf8').slice(0, -30)}\n`);
  expect((await askList(project)).out).toMatch(/7f3a .*DAMAGED, see `shipit log verify`/);
});

test('show: the page of a run names the files of the log, its evidence and its output', async () => {
  const project = makeProject();
  const writer = openSegment({ project, run, tool });
  writer.append('run.start', started());
  const digest = putText(project, 'long');
  writer.append('evidence', {
    check: 'tests',
    verdict: 'go',
    summary: '412 passed',
    detail: [],
    facts: {},
    findings: [],
    facets: [],
    sources: [],
    at: '2026-11-19T08:42:00.000Z',
    ms: 1,
    file: digest,
  });
  writer.append('deploy.start', { commit: 'c', steps: ['deploy'], tty: false, out: `runs/2026/11/${run}.out` });
  writer.append('probe', { name: 'of a later version' });
  const { out, code } = await askShow(project, '7f3a', { columns: 1000 });
  expect(code).toBe(0);
  const flat = out.replaceAll(/\n +/g, '');
  expect(flat).toContain(firstSegment(project));
  expect(flat).toContain(`${project.evidence}/${digest}.txt`);
  expect(flat).toContain(outputFile(project, run, 'deploy'));
  expect(out).toContain('probe: written by another version of shipit, not shown');
  expect(out).not.toContain('segment:');
});

test('show: for programs the summary and every record, and nothing that could steer a terminal', async () => {
  const project = makeProject();
  const writer = openSegment({ project, run, tool });
  writer.append('run.start', started({ app: 'shop\u009b2J' }));
  const { out } = await askShow(project, run, { json: true });
  expect(out).not.toMatch(/[\u007f-\u009f]/);
  const page = JSON.parse(out);
  expect(Object.keys(page)).toEqual(['schema', 'run', 'records']);
  expect(page).toMatchObject({
    schema: 1,
    run: { schema: 1, run, app: 'shop\u009b2J', outcome: 'running', records: 2 },
    records: [{ type: 'segment' }, { type: 'run.start', operator: { name: 'Ada L.' } }],
  });
});

test('show: `last` is the newest run; an unknown one is a mistake', async () => {
  const project = twoRuns();
  expect((await askShow(project, 'last')).out).toMatch(/^Run 20261120T084200Z-8f3a1c22d0 /);
  await expect(askShow(project, '../../x')).rejects.toThrow(OperatorError);
});

test('B57 show: a damaged run is shown as far as it goes, and the exit code says so', async () => {
  const project = twoRuns();
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"exit":10', '"exit"::'));
  const { out, code } = await askShow(project, run);
  expect(code).toBe(16);
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    `DAMAGED: ${file}:3 is not JSON in UTF-8. What follows ends before it.`,
  );
  expect(out).toContain('started by Ada L.');
});

test('verify: a log that nobody touched is well', async () => {
  const project = twoRuns();
  expect(await askVerify(project)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^OK {2}6 records in 2 runs/),
  });
  expect(await askVerify(project, { json: true })).toEqual({
    code: 0,
    out: '{"schema":1,"ok":true,"runs":2,"records":6,"faults":[]}\n',
    err: '',
  });
});

test('verify: a changed record is named with its file and line, and ends with 16', async () => {
  const project = twoRuns();
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"target":"production"', '"target":"productiom"'));
  const { code, out } = await askVerify(project, {}, { columns: 1000 });
  expect(code).toBe(16);
  expect(out.replaceAll(/\n/g, ' ')).toContain(`${file}:2 (record 1)`);
  const { faults } = JSON.parse((await askVerify(project, { json: true })).out);
  expect(faults.map((fault: object) => Object.keys(fault).join(' '))).toEqual(['run seq kind text']);
  expect(faults).toMatchObject([{ run, seq: 1, kind: 'changed' }]);
  expect((await askVerify(project, { run: '8f3a' })).code).toBe(0);
});

test('verify --rebuild-index: makes a lost index anew', async () => {
  const project = twoRuns();
  const before = readFileSync(project.index, 'utf8');
  rmSync(project.index);
  expect((await askVerify(project, { rebuildIndex: true })).err).toBe('The index was made anew: it holds 2 runs.\n');
  expect(readFileSync(project.index, 'utf8')).toBe(before);
});
