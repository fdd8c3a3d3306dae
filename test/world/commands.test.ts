import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notStarted as stepNotStarted } from '../../src/engine/step-end.js';
import { type CommandRequest, killAllGroups, liveGroups, runCommand } from '../../src/world/commands.js';
import { temporaryDirectory } from '../helpers/repository.js';

const run = (command: CommandRequest['command'], more: Partial<CommandRequest> = {}) =>
  runCommand({ command, cwd: '/', timeoutMs: 20_000, ...more });

/** Waits for what must become true; the time limit of the test ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A killed orphan stays a zombie until its new parent looks after it.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test.each([
  ['exit 0', { how: 'exit', code: 0 }],
  ['exit 7', { how: 'exit', code: 7 }],
  ['kill -SEGV $$', { how: 'signal', signal: 'SIGSEGV' }],
  ['no-such-program-xyz', { how: 'exit', code: 127 }],
])('F50 `%s` ends as it ended', async (command, end) => {
  expect((await run(command)).end).toEqual(end);
});

test.each([
  [['no-such-program-xyz'], 'no-such-program-xyz was not found'],
  [['/etc/passwd'], '/etc/passwd is not executable'],
  [[''], expect.stringContaining('')],
  [['echo', 'a\0b'], expect.stringContaining('null bytes')],
])('F50 the argv %j is not started, and says why', async (command, error) => {
  expect((await run(command)).end).toEqual({ how: 'not-started', error });
});

/** Changes the limit of this process; not everywhere installed. */
const limitOpen = (files: string) => spawnSync('prlimit', [`--pid=${process.pid}`, `--nofile=${files}:`]).status === 0;

test.skipIf(spawnSync('prlimit', ['--version']).status !== 0)(
  'F23 with no free descriptor a command is not started, and says why; nothing breaks',
  async () => {
    const before = readFileSync('/proc/self/limits', 'utf8').match(/Max open files +(\d+)/)?.[1] ?? '1024';
    await run('true');
    // More than are open now: this process is shared by many test files, and lifting the limit again needs a few.
    expect(limitOpen(String(readdirSync('/proc/self/fd').length + 40))).toBe(true);
    const held: number[] = [];
    try {
      expect(() => {
        for (;;) {
          held.push(openSync('/dev/null', 'r'));
        }
      }).toThrow('EMFILE');
      const error = 'too many files are open (EMFILE): raise `ulimit -n`';
      expect((await run('true')).end).toEqual({ how: 'not-started', error });
    } finally {
      for (const fd of held) {
        closeSync(fd);
      }

      limitOpen(before);
    }
    expect((await run('true')).end).toEqual({ how: 'exit', code: 0 });
  },
);

test('F50 a script whose interpreter is not there is not said to be missing itself', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'deploy.py'), '#!/no/such/python\n', { mode: 0o755 });
  const error = './deploy.py is there, but the program that its first line names is not';
  expect((await run(['./deploy.py'], { cwd })).end).toEqual({ how: 'not-started', error });
  expect(stepNotStarted({ name: 'Error', message: '', code: 'ENOENT', path: './deploy.py' }, cwd).error).toBe(
    'the program that its first line names was not found',
  );
});

test('a directory that is not there is named', async () => {
  const { end } = await run('true', { cwd: '/no/such/place' });
  expect(end).toEqual({ how: 'not-started', error: 'there is no directory /no/such/place' });
});

test('a list is an argv without a shell, a string is a shell script', async () => {
  expect((await run(['echo', '$HOME; echo x'])).stdout).toBe('$HOME; echo x\n');
  expect((await run('echo a; echo b >&2')).all).toBe('a\nb\n');
});

test('F49 standard input is empty unless given, and there is no terminal to ask on', async () => {
  expect((await run('cat; echo end')).stdout).toBe('end\n');
  expect((await run('cat', { input: 'hello' })).stdout).toBe('hello');
  expect((await run('true', { input: 'x'.repeat(1_000_000) })).end).toEqual({ how: 'exit', code: 0 });
  expect((await run('echo x > /dev/tty')).end).not.toEqual({ how: 'exit', code: 0 });
});

test('F47 a command that stops itself is ended at its deadline, too', async () => {
  const { end, ms } = await run('kill -STOP $$; sleep 60', { timeoutMs: 200 });
  expect(end).toEqual({ how: 'timeout', afterMs: 200 });
  expect(ms).toBeLessThan(5000);
  expect(liveGroups()).toEqual([]);
});

test('F47 at the deadline a command that ignores SIGTERM is killed with its grandchildren', async () => {
  const file = join(temporaryDirectory(), 'pid');
  const { end, ms } = await run(`trap "" TERM; (trap "" TERM; echo $$ > ${file}; sleep 60) & sleep 60; sleep 60`, {
    timeoutMs: 300,
  });
  expect(end).toEqual({ how: 'timeout', afterMs: 300 });
  expect(ms).toBeLessThan(5000);
  await until(() => !isAlive(Number(readFileSync(file, 'utf8'))));
  expect(liveGroups()).toEqual([]);
});

test('F47 a grandchild that holds the pipe is not waited for, and is killed', async () => {
  const file = join(temporaryDirectory(), 'pid');
  const { end, stdout, ms } = await run(`sleep 60 & echo $! > ${file}; echo done; exit 3`);
  expect(end).toEqual({ how: 'exit', code: 3 });
  expect(stdout).toBe('done\n');
  expect(ms).toBeLessThan(5000);
  await until(() => !isAlive(Number(readFileSync(file, 'utf8'))));
});

test('an abort stops the command; one that came before starts nothing', async () => {
  const file = join(temporaryDirectory(), 'started');
  const controller = new AbortController();
  const running = run(`touch ${file}; sleep 60`, { signal: controller.signal });
  await until(() => existsSync(file));
  controller.abort();
  expect((await running).end).toEqual({ how: 'aborted' });

  const atOnce = new AbortController();
  const soon = run('sleep 60', { signal: atOnce.signal });
  atOnce.abort();
  expect((await soon).end).toEqual({ how: 'aborted' });

  const other = join(temporaryDirectory(), 'never');
  expect((await run(`touch ${other}`, { signal: controller.signal })).end).toEqual({ how: 'aborted' });
  expect(existsSync(other)).toBe(false);
});

test('F48 endless output keeps its head and its tail in flat memory', async () => {
  const before = process.memoryUsage().rss;
  // Not until a time is over: how much that is hangs on the machine.
  const { stdout, bytes, cut, end } = await run('echo first; yes | head -c 30000000');
  expect(end).toEqual({ how: 'exit', code: 0 });
  expect(bytes).toBe(30_000_006);
  expect(cut).toBe(true);
  expect(stdout.length).toBeLessThan(97 * 1024);
  expect(stdout.startsWith('first\ny\n')).toBe(true);
  expect(stdout).toMatch(/\n\.\.\. \d+ bytes left out \.\.\.\n/);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
});

test('output that just fits is whole', async () => {
  const { stdout, cut } = await run(['printf', '%s', 'x'.repeat(1000)], { keepBytes: 1000 });
  expect(stdout).toBe('x'.repeat(1000));
  expect(cut).toBe(false);
});

test('F48 bytes that are no UTF-8 are replaced', async () => {
  expect((await run(String.raw`printf 'a\377b'`)).stdout).toBe('a\ufffdb');
});

test('the last words of a command are kept, however busy this process is', async () => {
  const busy = setInterval(() => {
    const until = performance.now() + 80;
    while (performance.now() < until) {}
  }, 1);
  try {
    const command = 'head -c 60000 /dev/zero | tr "\\0" x; echo; echo last';
    const all = await Promise.all(Array.from({ length: 5 }, () => run(command)));
    expect(all.map(({ stdout }) => stdout.slice(-5))).toEqual(Array.from({ length: 5 }, () => 'last\n'));
  } finally {
    clearInterval(busy);
  }
});

test.runIf(process.platform === 'linux')(
  'F47 a daemon in a session of its own that holds the pipe is not waited for',
  async () => {
    const file = join(temporaryDirectory(), 'pid');
    const { stdout, ms } = await run(
      `setsid sh -c 'echo $$ > ${file}; exec sleep 60' & while [ ! -s ${file} ]; do :; done; echo done`,
    );
    expect(stdout).toBe('done\n');
    expect(ms).toBeLessThan(5000);
    process.kill(Number(readFileSync(file, 'utf8')));
  },
);

test('the last line of output is told while it runs, sanitised', async () => {
  const seen: string[] = [];
  const file = join(temporaryDirectory(), 'go');
  const running = run(String.raw`printf '\033[31m1 of 3\033[0m\n'; while [ ! -e ${file} ]; do sleep 0.05; done`, {
    onLine: (line) => seen.push(line),
  });
  await until(() => seen.length > 0);
  await run(['touch', file]);
  await running;
  expect(seen).toEqual(['1 of 3']);
});

test('killAllGroups ends everything that still runs', async () => {
  const running = run('sleep 60');
  await until(() => liveGroups().length > 0);
  killAllGroups();
  expect((await running).end).toEqual({ how: 'signal', signal: 'SIGKILL' });
  expect(liveGroups()).toEqual([]);
});

test('standard output is handed over as it comes, all of it, while the command still runs', async () => {
  const directory = temporaryDirectory();
  const go = join(directory, 'go');
  const chunks: Buffer[] = [];
  let alive: boolean | undefined;

  const { end } = await run(
    `echo first; echo not >&2; until [ -e ${go} ]; do sleep 0.02; done; head -c 300000 /dev/zero`,
    {
      keepBytes: 100,
      onStdout: (chunk) => {
        alive ??= !existsSync(go);
        chunks.push(Buffer.from(chunk));
        writeFileSync(go, '');
      },
    },
  );

  expect(end).toEqual({ how: 'exit', code: 0 });
  expect(alive).toBe(true);
  expect(Buffer.concat(chunks)).toEqual(Buffer.concat([Buffer.from('first\n'), Buffer.alloc(300_000)]));
});
