import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../src/audit/lock.js';
import { outputFile } from '../../src/audit/outputs.js';
import { readRun } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { openProject, type ProjectPaths } from '../../src/audit/state.js';
import type { RunnerOrder } from '../../src/engine/order.js';
import { stepsOf } from '../../src/engine/past-steps.js';
import { carryOut, type RunnerProcess } from '../../src/engine/runner.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';

const run = '20261119T084200Z-7f3a000000';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const tool = { version, node: process.version, git: '2' };
const quiet: RunnerProcess = { onSignal: () => undefined, monotonicMs: () => performance.now() };

/** A launched run whose screen has let go of the log, and an order that leaves a note. */
function launched(change: Partial<RunnerOrder> = {}) {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  const project = openProject({ stateDir: temporaryDirectory(), projectId: '0123456789abcdef', write: true });
  const lock = takeLock(project, 'production', { run, operator: 'Ada L.', commit, since: '2026-11-19T08:42:00Z' });
  const screen = openSegment({ project, run, tool });
  screen.append('pause', { by: 'Ada L.' });
  screen.close();
  const path = outputFile(project, run, 'deploy');
  const order: RunnerOrder = {
    what: 'deploy',
    project,
    run,
    gen: 2,
    tool,
    target: 'production',
    commit,
    live: commit,
    by: 'Ada L.',
    steps: [{ name: 'deploy', command: 'touch ran; echo "token=$SECRET_TOKEN"' }],
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', SECRET_TOKEN: 'hunter2-hunter2' },
    out: { path, name: relative(project.root, path) },
    ...change,
  };
  return { order, lock, project, root, git, ran: () => existsSync(join(root, 'ran')) };
}

const types = (project: ProjectPaths): readonly string[] => readRun(project, run).records.map(({ type }) => type);

test('the start is on disk before the command, its end and what is live after it', async () => {
  const { order, project, ran, git } = launched();
  await carryOut(order, quiet);
  expect(ran()).toBe(true);
  expect(types(project).slice(3)).toEqual([
    'segment',
    'deploy.start',
    'step.start',
    'step.end',
    'deploy.end',
    'segment.end',
  ]);
  expect(readFileSync(order.out.path, 'utf8')).toBe('token=hunter2-hunter2\n');
  expect(git('rev-parse', 'refs/shipit/deployed/production')).toBe(order.commit);
});

test('a GIT_DIR of the operator does not lead the news of what is live elsewhere', async () => {
  const { order, git } = launched();
  process.env['GIT_DIR'] = join(repository().root, '.git');
  onTestFinished(() => {
    delete process.env['GIT_DIR'];
  });
  await carryOut(order, quiet);
  delete process.env['GIT_DIR'];
  expect(git('rev-parse', 'refs/shipit/deployed/production')).toBe(order.commit);
});

test('secrets of the environment that stand in a command do not reach the log', async () => {
  const { order, project } = launched({
    steps: [{ name: 'deploy', command: 'echo hunter2-hunter2 --password=abcdefgh' }],
  });
  await carryOut(order, quiet);
  const log = JSON.stringify(readRun(project, run).records);
  expect(log).not.toContain('hunter2-hunter2');
  expect(log).not.toContain('abcdefgh');
});

test.each(['deploy', 'undo'] as const)('an empty order is no %s that went well: nothing is started', async (what) => {
  const { order, project } = launched({ what, steps: [] });
  await expect(carryOut(order, quiet)).rejects.toThrow('nothing was started');
  expect(types(project).at(-1)).toBe('segment.end');
});

test('a run that went on elsewhere: the order is void', async () => {
  const { order, project, ran } = launched();
  openSegment({ project, run, tool }).close();
  await expect(carryOut(order, quiet)).rejects.toThrow('went on in another process');
  expect(ran()).toBe(false);
  expect(types(project)).not.toContain('deploy.start');
});

test.each(['gone', 'somebody else’s'])('a lock that is %s: the order is void', async (what) => {
  const { order, lock, project, ran } = launched();
  lock.release();
  if (what !== 'gone') {
    const since = '2026-11-19T08:43:00Z';
    takeLock(project, 'production', {
      run: '20261119T084300Z-1111111111',
      operator: 'Bob',
      commit: order.commit,
      since,
    });
  }

  await expect(carryOut(order, quiet)).rejects.toThrow('nothing was started');
  expect(ran()).toBe(false);
  expect(types(project)).not.toContain('deploy.start');
});

test('a signal that came before the command is not lost', async () => {
  const { order, project, ran } = launched({
    steps: [
      { name: 'one', command: 'sleep 5' },
      { name: 'two', command: 'touch ran' },
    ],
  });
  await carryOut(order, { ...quiet, onSignal: (listener) => listener('SIGTERM') });
  expect(ran()).toBe(false);
  const { records } = readRun(project, run);
  expect(records.find(({ type }) => type === 'deploy.end')).toMatchObject({ outcome: 'stopped' });
});

test('F14 the runner opens no debugger on SIGUSR1, and passes SIGQUIT on to the command as SIGTERM', async () => {
  const { order, project } = launched({
    steps: [
      { name: 'one', command: 'kill -USR1 $PPID' },
      { name: 'two', command: 'kill -QUIT $PPID; sleep 60' },
    ],
  });
  const child = spawn(process.execPath, ['bin/runner.cjs'], { stdio: ['pipe', 'ignore', 'pipe'] });
  child.stdin.end(JSON.stringify(order));
  const said = text(child.stderr);
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  expect(await said).toBe('');
  const { records } = readRun(project, run);
  expect(records.filter(({ type }) => type === 'step.end')).toMatchObject([{ rc: 0 }, { signal: 'SIGTERM' }]);
  expect(records.find(({ type }) => type === 'deploy.end')).toMatchObject({ outcome: 'stopped' });
});

test('a command that cannot be given to the system is a failed step, not a lost deploy', async () => {
  const { order, project } = launched({ env: { PATH: '/bin:/usr/bin', HUGE: 'x'.repeat(3_000_000) } });
  await carryOut(order, quiet);
  const { records } = readRun(project, run);
  expect(records.find(({ type }) => type === 'step.end')).toMatchObject({ rc: 126 });
  expect(records.find(({ type }) => type === 'deploy.end')).toMatchObject({ outcome: 'failed' });
});

test.each([
  ['nothing', (text: string) => text.slice(0, 0)],
  ['half of it', (text: string) => text.slice(0, text.length / 2)],
])('a screen that died while it handed over the order (%s): nothing is run', async (_name, part) => {
  const { order, project, ran } = launched();
  const child = spawn(process.execPath, ['bin/runner.cjs'], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(part(JSON.stringify(order)));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  expect(ran()).toBe(false);
  expect(types(project)).not.toContain('deploy.start');
});

test('F65 a runner of another shipit than the one that asks starts nothing, and says how to go on', () => {
  const { order, project, ran } = launched({ tool: { ...tool, version: '0.0.9' } });
  const { status, stderr } = spawnSync(process.execPath, ['bin/runner.cjs'], {
    input: JSON.stringify(order),
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^shipit 0\.0\.9 was replaced by \S+ while .*: nothing was started\. .*: shipit resume\n$/);
  expect(ran()).toBe(false);
  expect(types(project)).not.toContain('deploy.start');
});

test('O8: a step that fails is the last one that is started, and the log tells both', async () => {
  const steps = [
    { name: 'schemas', command: 'true' },
    { name: 'events', command: 'exit 3' },
    { name: 'shop', command: 'touch ran' },
  ];
  const { order, project, ran } = launched({ steps });
  await carryOut(order, quiet);
  expect(ran()).toBe(false);
  expect(stepsOf(project, run)).toMatchObject({ started: ['schemas', 'events'], ended: ['schemas'] });
});
