import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendIndex } from '../../src/audit/index-file.js';
import { openSegment } from '../../src/audit/segment.js';
import { openProject, type ProjectPaths } from '../../src/audit/state.js';
import { readListed } from '../../src/audit/summaries.js';
import { verifyProject } from '../../src/audit/verify.js';
import { started } from '../audit/events.js';
import { makeProject, otherRun, run, temporaryDirectory, tool } from '../audit/project.js';
import { askList } from './log/ask-log.js';

const later = '20261121T084200Z-9f3a1c22d0';

function begin(project: ProjectPaths, id: string, before?: string): void {
  const prevSession = before === undefined ? null : { run: before, head: readListed(project, before).digest.head };
  const writer = openSegment({ project, run: id, tool });
  writer.append('run.start', started({ prevSession }));
  writer.close();
}

function end(project: ProjectPaths, id: string, outcome: 'deployed' | 'stopped'): void {
  const writer = openSegment({ project, run: id, tool });
  writer.append('run.end', { outcome, exit: 0, confirmed: false, counts: {} });
  writer.close();
  const { digest, facts } = readListed(project, id);
  appendIndex(project, digest, { facts });
}

/** A log with one finished run, and the same log as it was carried to another machine. */
function two(): readonly [here: ProjectPaths, there: ProjectPaths] {
  const [hereDir, thereDir] = [temporaryDirectory(), temporaryDirectory()];
  const here = makeProject(hereDir);
  begin(here, run);
  end(here, run, 'deployed');
  cpSync(hereDir, thereDir, { recursive: true });
  return [here, openProject({ stateDir: thereDir, projectId: '0123456789abcdef', write: false })];
}

/** @param force theirs in place of ours; the index, which is no truth, stays ours */
const put = (from: ProjectPaths, into: ProjectPaths, force = false): void =>
  cpSync(from.runs, into.runs, { recursive: true, force });

test('F64 two state directories put together hold all runs, and nothing of them is said to be wrong', async () => {
  const [here, there] = two();
  begin(here, otherRun, run);
  end(here, otherRun, 'stopped');
  begin(there, later, run);
  end(there, later, 'deployed');
  put(there, here);

  const { out } = await askList(here, { json: true });
  const runs = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).run);
  expect(runs).toEqual([later, otherRun, run]);
  expect(verifyProject(here)).toMatchObject({ ok: true, runs: 3 });
});

test.each([
  ['ours is kept: a later run of theirs names another end', false],
  ['theirs is kept: our index names another end', true],
])('F64 a run that is there twice with different bytes is an alarm (%s)', (_which, force) => {
  const [here, there] = two();
  begin(here, otherRun, run);
  put(here, there);
  end(here, otherRun, 'stopped');
  end(there, otherRun, 'deployed');
  begin(there, later, otherRun);
  put(there, here, force);
  const { ok, faults } = verifyProject(here);
  expect(ok).toBe(false);
  expect(faults).toContainEqual(expect.objectContaining({ run: otherRun }));
});
