import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateLog } from '../../bench/gen-log.mjs';
import { runsNewestFirst } from '../../src/audit/segment-files.js';
import { openProject } from '../../src/audit/state.js';
import { type Verification, verifyProject } from '../../src/audit/verify.js';
import { verifyInThreads } from '../../src/audit/verify-threads.js';
import { packageRoot } from '../../src/checklist/bundled.js';
import { linesOf, temporaryDirectory, writeLines } from './project.js';

const sorted = ({ faults, ...rest }: Verification): object => ({
  ...rest,
  faults: faults.map((fault) => JSON.stringify(fault)).sort(),
});

test('two threads find what one finds: on both sides of the middle, right at it, and a run that is gone', async () => {
  const stateDir = temporaryDirectory();
  const { files } = generateLog(stateDir, '0123456789abcdef', 40);
  const project = openProject({ stateDir, projectId: '0123456789abcdef', write: false });
  const worker = join(packageRoot(), 'dist', 'verify-worker.cjs');
  const inThreads = async (program = worker): Promise<Verification> =>
    verifyInThreads(project, { worker: program, worthwhile: 2 });
  expect(sorted(await inThreads())).toEqual(sorted(verifyProject(project)));

  // Every run but a few has one file, so these lie in both halves and around the middle.
  const middle = files.length >> 1;
  for (const at of [3, middle - 3, middle - 2, middle - 1, middle, middle + 1, middle + 2, files.length - 2]) {
    const file = files[at] ?? '';
    const lines = linesOf(file);
    writeLines(file, at % 2 === 0 ? lines.slice(0, -1) : lines.map((line) => line.replace('"m":', '"m":1')));
  }

  unlinkSync(files[8] ?? '');
  const alone = verifyProject(project);
  expect(alone.faults.length).toBeGreaterThan(9);
  expect(sorted(await inThreads())).toEqual(sorted(alone));
  expect(sorted(await inThreads('/nothing/there.cjs'))).toEqual(sorted(alone));
  // A path that is not absolute is refused at once, as a thread is that the system does not give.
  expect(sorted(await inThreads('nothing.cjs'))).toEqual(sorted(alone));
});

test('a run that is gone right in the middle, between the two halves, is missing to two threads as to one', async () => {
  const stateDir = temporaryDirectory();
  const { files } = generateLog(stateDir, '0123456789abcdef', 9);
  const project = openProject({ stateDir, projectId: '0123456789abcdef', write: false });
  const worker = join(packageRoot(), 'dist', 'verify-worker.cjs');
  const ids = [...runsNewestFirst(project)].map(([id]) => id);
  const gone = ids[ids.length >> 1] ?? '';
  for (const file of files.filter((name) => name.includes(gone))) {
    unlinkSync(file);
  }

  const found = await verifyInThreads(project, { worker, worthwhile: 2 });
  expect(found.faults).toContainEqual(expect.objectContaining({ kind: 'missing-run', run: gone }));
  expect(sorted(found)).toEqual(sorted(verifyProject(project)));
});
