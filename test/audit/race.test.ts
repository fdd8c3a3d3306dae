import { expect, test } from 'vitest';
import { readLock } from '../../src/audit/lock.js';
import { readRun } from '../../src/audit/read.js';
import { makeProject, otherRun, run, temporaryDirectory } from './project.js';
import { makeWorkers, type Worker } from './workers.js';

const work = makeWorkers();

/** Lets all of them begin at the same moment, and waits for what each of them says. */
async function race(workers: readonly Worker[]): Promise<readonly string[]> {
  await Promise.all(workers.map((worker) => worker.says('ready')));
  for (const worker of workers) {
    worker.go();
  }

  return Promise.all(workers.map((worker) => Promise.any([worker.says('won'), worker.says('lost')])));
}

const six = (start: () => Worker): readonly Worker[] => Array.from({ length: 6 }, start);

/** Leaves the workers' state as a crash does. */
async function killAll(workers: readonly Worker[]): Promise<void> {
  for (const { child, ended } of workers) {
    child.kill('SIGKILL');
    await ended;
  }
}

test('F27 six processes resume one dead run: exactly one wins, and the others say who has it', async () => {
  const stateDir = temporaryDirectory();
  const project = makeProject(stateDir);
  for (let round = 1; round <= 5; round += 1) {
    const workers = six(() => work(['resume', stateDir, run]));
    const said = await race(workers);
    expect(said.filter((line) => line === `won ${round}`)).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('lost RunOwned: run'))).toHaveLength(5);
    expect(readRun(project, run)).toMatchObject({ segments: { length: round }, alive: true, late: [] });
    await killAll(workers);
    expect(readRun(project, run)).toMatchObject({ alive: false });
  }
});

test('six processes want the free lock: exactly one gets it', async () => {
  const stateDir = temporaryDirectory();
  const workers = six(() => work(['lock', stateDir, run]));
  const said = await race(workers);
  expect(said.filter((line) => line === 'won free')).toHaveLength(1);
  expect(
    said.filter((line) => line.startsWith('lost Locked: ada has a run of 3f2a91c for production open')),
  ).toHaveLength(5);
  await killAll(workers);
});

test('six processes find the lock of a dead one: exactly one takes it over, and knows from whom', async () => {
  const stateDir = temporaryDirectory();
  const project = makeProject(stateDir);
  const runs = [run, otherRun];
  const first = work(['lock', stateDir, run]);
  await race([first]);
  await killAll([first]);
  for (let round = 1; round <= 8; round += 1) {
    const [before = '', now = ''] = round % 2 === 1 ? runs : [...runs].reverse();
    const workers = six(() => work(['lock', stateDir, now]));
    const said = await race(workers);
    expect(said.filter((line) => line === `won ${before}`)).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('lost Locked: '))).toHaveLength(5);
    const winner = workers[said.indexOf(`won ${before}`)];
    expect(readLock(project, 'production')).toMatchObject({ run: now, identity: { pid: winner?.child.pid } });
    await killAll(workers);
  }
});
