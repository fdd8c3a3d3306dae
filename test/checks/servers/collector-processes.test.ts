import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { collect, collector, programs, run, systemctl } from '../../helpers/collecting.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { callInShell, testInShells } from '../../helpers/shells.js';

/** A process that has these libraries in memory; its id, once it has. */
async function mapping(files: readonly string[]): Promise<ChildProcess> {
  const python = `import ctypes, sys, time
for file in sys.argv[1:]: ctypes.CDLL(file)
print('up', flush=True)
time.sleep(300)`;
  const child = spawn('/usr/bin/python3', ['-c', python, ...files], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

/** Any real library does: what counts is the name. */
const someLibrary = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib']
  .map((directory) => join(directory, 'libz.so.1'))
  .find(existsSync);

const canMap = someLibrary !== undefined && existsSync('/usr/bin/python3');

/** Two versions of libssl in one process, in a directory with a blank; the first is replaced afterwards. */
async function twoVersions(): Promise<{
  readonly child: ChildProcess;
  readonly old: string;
  readonly bundled: string;
}> {
  const directory = join(temporaryDirectory(), 'a b');
  mkdirSync(directory);
  const [old, bundled] = [join(directory, 'libssl.so.3'), join(directory, 'libssl-8bb9b3dd.so.1.0.2o')];
  copyFileSync(someLibrary ?? '', old);
  copyFileSync(someLibrary ?? '', bundled);
  const child = await mapping([old, bundled]);
  copyFileSync(old, join(directory, 'new'));
  renameSync(join(directory, 'new'), old);
  return { child, old, bundled };
}

if (canMap) {
  testInShells('S2 S4 a library replaced under a process, and two of one kind in it, are seen', async (shell) => {
    const { child, old, bundled } = await twoVersions();

    const { stale, twice, processes } = collect(shell, { runtimes: [], units: [], collect: ['stale'] });

    expect(stale?.filter(({ file }) => file === old)).toEqual([
      { pid: child.pid, program: 'python3', file: old, app: true },
    ]);
    expect(twice?.filter(({ files }) => files.includes(bundled))).toEqual([
      { program: 'python3', library: 'libssl', files: [bundled, `${old} (deleted)`] },
    ]);
    expect(processes?.appReadable).toBeGreaterThan(0);
  });

  testInShells('S2 with units, what belongs to them is told from the rest', async (shell) => {
    const [unit, other] = [await twoVersions(), await twoVersions()];
    const env = { PATH: programs({ systemctl: systemctl(unit.child.pid ?? 0) }) };

    const {
      stale = [],
      twice = [],
      processes,
    } = collect(shell, { runtimes: [], units: ['uwsgi'], collect: ['stale'] }, env);

    expect(stale.find(({ file }) => file === unit.old)).toMatchObject({ app: true, unit: 'uwsgi' });
    expect(stale.find(({ file }) => file === other.old)).toMatchObject({ app: false });
    expect(twice.map(({ files }) => files[0])).toEqual([unit.bundled]);
    expect(processes).toMatchObject({ of: 'units', appReadable: 1, app: 1 });
  });
}

test('processes that come and go all the time do not spoil the look at the others', () => {
  const churn = spawn('sh', ['-c', 'while :; do /bin/true; done'], { stdio: 'ignore' });
  onTestFinished(() => {
    churn.kill('SIGKILL');
  });

  for (let round = 0; round < 5; round++) {
    expect(run('dash', ['ground_maps']).out).toMatch(/^counts\t/m);
  }
});

testInShells('a unit whose processes are not even listed is not readable', (shell) => {
  const env = { PATH: programs({ systemctl: systemctl(999_999_999) }) };

  const { stale, processes, unread } = collect(shell, { runtimes: [], units: ['uwsgi'], collect: ['stale'] }, env);

  expect(processes).toMatchObject({ of: 'units', appReadable: 0, app: 1 });
  expect(stale).toBeUndefined();
  expect(unread['stale']).toBe('0 of 1 processes of the app readable');
});

test.skipIf(process.getuid?.() !== 0)(
  'S8 a user without processes of its own sees nothing, and it does not look clean',
  () => {
    // Some id that nobody runs anything as.
    const { out } = callInShell('dash', { script: collector, call: ['ground_maps'], uid: 64_997 });

    expect(out).toMatch(/^counts\tuser\t0\t[1-9]\d*\t0\t0\n$/);
  },
);
