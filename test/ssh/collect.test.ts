import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { sectionsFor, stateOf } from '../../src/checks/servers/collect.js';
import type { HostState } from '../../src/checks/servers/host-state.js';
import { snapshotJson, snapshotOf } from '../../src/checks/servers/snapshot-of.js';
import { readSnapshot } from '../../src/checks/servers/snapshot-read.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { hosts, type TestHosts, testSsh } from '../helpers/sshd.js';
import { ask } from './asking.js';

const project = join(import.meta.dirname, '../..');

async function collected(
  net: TestHosts<string>,
  host: string,
  request: Parameters<typeof sectionsFor>[0],
): Promise<HostState> {
  const answer = await ask(createSsh(net.commands, '/'), host, sectionsFor(request));
  expect(answer.problem).toBeUndefined();
  return stateOf(host, answer);
}

testSsh('one connection brings everything about a host, and a snapshot that comes back as it was', async () => {
  const net = await hosts({ web1: {} });
  const runtime = join(temporaryDirectory(), 'my app');
  mkdirSync(join(runtime, 'bin'), { recursive: true });
  symlinkSync('/usr/bin/python3', join(runtime, 'bin/python3'));

  const state = await collected(net, 'web1', { runtimes: [runtime, project], units: [] });

  // What else may be unread is about this machine, and says so.
  expect(Object.keys(state.unread).filter((part) => !['ldd', 'bundled', 'history'].includes(part))).toEqual([]);
  expect(state.packages?.length).toBeGreaterThan(50);
  expect(state.node?.find(({ root }) => root === project)?.dists).toContainEqual({
    name: 'ink',
    version: expect.stringMatching(/^6\./),
  });
  if (existsSync('/usr/bin/python3')) {
    expect(state.python?.find(({ root }) => root === runtime)?.version).toMatch(/^3\./);
  }
  expect(state.processes?.appReadable).toBeGreaterThan(0);
  expect(
    net
      .at('web1')
      .log()
      .match(/Accepted publickey/g),
  ).toHaveLength(1);

  const snapshot = snapshotOf(state, { commit: 'a', run: 'b', at: new Date(0), healthy: false });
  expect(readSnapshot(snapshotJson(snapshot))).toEqual(snapshot);
});

const someLibrary = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib']
  .map((directory) => join(directory, 'libz.so.1'))
  .find(existsSync);

/** A process of a user that has two versions of libssl in memory, one of them replaced on disk since. */
async function vacation(uid: number | undefined): Promise<{ readonly pid: number; readonly old: string }> {
  const directory = join(temporaryDirectory(), 'my app');
  mkdirSync(directory);
  chmodSync(join(directory, '..'), 0o755);
  const [old, bundled] = [join(directory, 'libssl.so.3'), join(directory, 'libssl-8bb9b3dd.so.1.0.2o')];
  copyFileSync(someLibrary ?? '', old);
  copyFileSync(someLibrary ?? '', bundled);
  const python =
    'import ctypes, sys, time\nfor f in sys.argv[1:]: ctypes.CDLL(f)\nprint("up", flush=True)\ntime.sleep(300)';
  const app = spawn('/usr/bin/python3', ['-c', python, old, bundled], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  onTestFinished(() => {
    app.kill('SIGKILL');
  });
  await new Promise((resolve) => app.stdout.once('data', resolve));
  copyFileSync(old, join(directory, 'new'));
  renameSync(join(directory, 'new'), old);
  return { pid: app.pid ?? 0, old };
}

const isRoot = process.getuid?.() === 0;

testSsh('S2 S4 a plain user sees the libraries replaced and doubled under its own processes', async ({ skip }) => {
  skip(someLibrary === undefined || !existsSync('/usr/bin/python3'), 'there is no library or no python to try it with');
  const net = await hosts({ web1: { as: 'plain' } });
  const { pid, old } = await vacation(isRoot ? 65_534 : undefined);

  const state = await collected(net, 'web1', { runtimes: [], units: [], collect: ['stale', 'twice'] });

  expect(state.stale?.filter(({ file }) => file === old)).toEqual([{ pid, program: 'python3', file: old, app: true }]);
  expect(state.twice?.filter(({ files }) => files.some((file) => file.startsWith(old)))).toHaveLength(1);
  expect(state.processes).toMatchObject({ of: 'user', app: state.processes?.appReadable });
  expect(state.unread).toEqual({});
});

testSsh('S8 where the app belongs to somebody else, nothing is seen, and that is what is said', async ({ skip }) => {
  skip(!isRoot, 'only root can run something as somebody else');
  const net = await hosts({
    web1: { shell: 'setpriv --reuid 64998 --regid 64998 --clear-groups /bin/sh' },
  });
  await vacation(64_999);

  const state = await collected(net, 'web1', { runtimes: [], units: [], collect: ['stale', 'twice'] });

  expect(state.stale).toBeUndefined();
  expect(state.twice).toBeUndefined();
  expect(state.processes).toMatchObject({ of: 'user', readable: 0, appReadable: 0, app: 0 });
  expect(state.unread['stale']).toMatch(/^0 of \d+ processes readable/);
});
