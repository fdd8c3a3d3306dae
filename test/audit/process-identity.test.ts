import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { isAlive, ownIdentity, sameProcess, toIdentity } from '../../src/audit/process-identity.js';

const linux = process.platform === 'linux';

test('this process is alive', () => {
  const own = ownIdentity();
  expect(own).toMatchObject({ pid: process.pid, host: hostname() });
  expect(own.start).not.toBe('');
  expect(isAlive(own)).toBe(true);
  expect(sameProcess(own, ownIdentity())).toBe(true);
});

test('another process with the same number is not the same', () => {
  const own = ownIdentity();
  expect(isAlive({ ...own, start: `${own.start}1` })).toBe(false);
  expect(sameProcess(own, { ...own, start: `${own.start}1` })).toBe(false);
});

test('no process of an earlier boot is alive', () => {
  const own = ownIdentity();
  expect(isAlive({ ...own, boot: own.boot === '' ? '' : '00000000-0000-0000-0000-000000000000' })).toBe(
    own.boot === '',
  );
});

test('a process of another host cannot be looked at', () => {
  expect(isAlive({ ...ownIdentity(), host: 'elsewhere' })).toBe('other-host');
});

test('what is not known for sure counts as alive', () => {
  expect(isAlive({ ...ownIdentity(), start: '', boot: '' })).toBe(true);
});

test('a killed process is dead, collected or not', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  const identity = { ...ownIdentity(), pid, start: linux ? startOf(pid) : '' };
  expect(isAlive(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(identity)).toBe(false);
});

test.skipIf(!linux)('a zombie is dead: it writes no more', async () => {
  // The child ends after its shell became another program, which never collects it.
  const shell = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(shell.stdout, 'data');
  const pid = Number(String(line).trim());
  const stat = (): string => readFileSync(`/proc/${pid}/stat`, 'latin1');
  await expect.poll(() => stat().slice(stat().lastIndexOf(')') + 2)[0], { interval: 5 }).toBe('Z');
  expect(isAlive({ ...ownIdentity(), pid, start: startOf(pid) })).toBe(false);
  shell.kill('SIGKILL');
  await once(shell, 'exit');
});

test.each([
  [{ pid: 1, start: '5', boot: 'b', host: 'h', uid: 0 }, true],
  [{ pid: 0, start: '5', boot: 'b', host: 'h', uid: 0 }, false],
  [{ pid: '1', start: '5', boot: 'b', host: 'h', uid: 0 }, false],
  [{ pid: 1, start: '5', boot: 'b', host: 'h' }, false],
  [{}, false],
])('an identity from a file is checked: %j', (value, good) => {
  expect(toIdentity(value) !== undefined).toBe(good);
});

function startOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
