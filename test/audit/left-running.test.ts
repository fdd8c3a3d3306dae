import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Locked } from '../../src/audit/error.js';
import { leftRunningIn } from '../../src/audit/left-running.js';
import { takeLock } from '../../src/audit/lock.js';
import { identityOf, isGroupAlive } from '../../src/audit/process-identity.js';
import { openSegment } from '../../src/audit/segment.js';
import { started } from '../run/facts.js';
import { makeProject, otherRun, run, tool } from './project.js';

const holder = { run: otherRun, operator: 'Bob', commit: '3f2a91c0aaaa', since: '2026-11-19T08:42:00.000Z' };

/** A command in a group of its own, and a log that saw it start but not end. */
async function leftBehind(command: string) {
  const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const { pid = 0 } = child;
  onTestFinished(() => killGroup(pid));
  await once(child.stdout, 'data');
  const project = makeProject();
  const writer = openSegment({ project, run, tool });
  const append = ({ type, ...body }: { readonly type: string }): unknown => writer.append(type, body);
  append(started);
  writer.append('deploy.start', { commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' });
  writer.append('step.start', { step: 'deploy', host: 'local', cmd: command, pid, process: identityOf(pid) });
  writer.close();
  return { project, pid, child };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

test('the runner was killed and its command goes on: no second deploy starts beside it', async () => {
  const { project, pid, child } = await leftBehind('echo up; sleep 600');
  expect(() => takeLock(project, 'production', holder)).toThrow(Locked);
  expect(() => takeLock(project, 'production', holder)).toThrow(`the command of run ${run} still runs as pid ${pid}`);
  expect(takeLock(project, 'staging', holder)).toMatchObject({ target: 'staging' });
  killGroup(pid);
  await once(child, 'exit');
  // The shell has ended; what it had started ends a moment later.
  await expect.poll(() => leftRunningIn(project, run)).toBeUndefined();
  takeLock(project, 'production', holder).release();
});

test('the shell of the command is gone, what it started is not: it still runs', async () => {
  const { project, pid, child } = await leftBehind('sleep 600 & echo up');
  await (child.exitCode === null ? once(child, 'exit') : undefined);
  expect(leftRunningIn(project, run)).toBe(pid);
  killGroup(pid);
  await expect.poll(() => leftRunningIn(project, run)).toBeUndefined();
});

test('a number that another process has by now, or that an earlier boot gave, is no command of ours', async () => {
  const { pid } = await leftBehind('echo up; sleep 600');
  const identity = identityOf(pid);
  await pause(0);
  expect(isGroupAlive(identity)).toBe(true);
  expect(isGroupAlive({ ...identity, start: '1' })).toBe(false);
  expect(isGroupAlive({ ...identity, boot: 'earlier' })).toBe(false);
});
