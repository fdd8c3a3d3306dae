import { startCommand } from './command-start.js';
import type { CommandEnd, CommandRequest, CommandRunner } from './command-types.js';
import { type KeptOutput, keepOutput } from './kept-output.js';
import { lastLines } from './last-lines.js';
import { addGroup, endGroup, signalGroup } from './process-groups.js';
import { happens, sleep, turns } from './waiting.js';

export type { CommandEnd, CommandRequest, CommandResult, CommandRunner } from './command-types.js';
export { killAllGroups, liveGroups } from './process-groups.js';

/**
 * Returns when the command itself has exited, 50 ms later at the most: a grandchild that still holds the pipe is killed,
 * not waited for. At the deadline or on abort the whole group gets SIGTERM, a second later SIGKILL. The command has no
 * terminal, so nothing can stop to ask for a password.
 */
export const runCommand: CommandRunner = async (request) => {
  const started = performance.now();
  const keep = request.keepBytes ?? defaultKeep;
  const [stdout, stderr, all] = [keepOutput(keep), keepOutput(keep), keepOutput(keep)];
  const end = request.signal?.aborted ? aborted : await runUntilEnd(request, { stdout, stderr, all });
  return {
    end,
    ms: Math.round(performance.now() - started),
    stdout: stdout.text(),
    stderr: stderr.text(),
    all: all.text(),
    bytes: all.bytes(),
    cut: stdout.cut() || stderr.cut(),
  };
};

const defaultKeep = 96 * 1024;
const aborted: CommandEnd = { how: 'aborted' };
const killGraceMs = 1000;
const drainMs = 50;

type Outputs = Readonly<Record<'stdout' | 'stderr' | 'all', KeptOutput>>;

async function runUntilEnd(request: CommandRequest, kept: Outputs): Promise<CommandEnd> {
  const started = await startCommand(request);
  if ('error' in started) {
    return { how: 'not-started', error: started.error };
  }

  const { child, pid } = started;
  addGroup(pid);
  const lines = lastLines(request.onLine);
  const listen = (kind: 'stdout' | 'stderr') => (chunk: Buffer) => {
    kept[kind].add(chunk);
    kept.all.add(chunk);
    lines.add(chunk);
    if (kind === 'stdout') {
      request.onStdout?.(chunk);
    }
  };
  child.stdout.on('data', listen('stdout'));
  child.stderr.on('data', listen('stderr'));
  const drained = Promise.all([ended(child.stdout), ended(child.stderr)]);
  const exit = new Promise<CommandEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve(endOf(code, signal)));
  });

  const end = await withinBounds(request, pid, exit);
  await Promise.race([drained, sleep(drainMs)]);
  endGroup(pid);
  await Promise.race([drained, quiet(kept.all.bytes)]);
  lines.stop();
  child.stdout.destroy();
  child.stderr.destroy();
  return end;
}

/** Waits for the exit, but not past the deadline or an abort, and then not for a process that cannot be killed. */
async function withinBounds(request: CommandRequest, pid: number, exit: Promise<CommandEnd>): Promise<CommandEnd> {
  const { timeoutMs, signal } = request;
  const done = new AbortController();
  const late = sleep(timeoutMs, done.signal).then<CommandEnd>(() => ({ how: 'timeout', afterMs: timeoutMs }));
  const stopped = happens(signal, done.signal).then<CommandEnd>(() => ({ how: 'aborted' }));
  const cause = await Promise.race([exit.then(() => undefined), late, stopped]);
  done.abort();
  if (cause === undefined) {
    return exit;
  }

  signalGroup(pid, 'SIGTERM');
  if (!(await within(exit, killGraceMs))) {
    signalGroup(pid, 'SIGKILL');
    await within(exit, killGraceMs);
  }

  return cause;
}

const within = (exit: Promise<unknown>, ms: number): Promise<boolean> =>
  Promise.race([exit.then(() => true), sleep(ms).then(() => false)]);

/**
 * What a command wrote before it ended is in the pipe, and must not be lost because this process was busy: its last line
 * may be the verdict. Somebody outside the group may hold the pipe for ever, so the end of the stream is not waited for.
 */
async function quiet(bytes: () => number): Promise<void> {
  const deadline = performance.now() + killGraceMs;
  for (let before = -1; before !== bytes() && performance.now() < deadline; ) {
    before = bytes();
    await turns(3);
  }
}

const endOf = (code: number | null, signal: string | null): CommandEnd =>
  code === null ? { how: 'signal', signal: signal ?? 'unknown' } : { how: 'exit', code };

const ended = (stream: NodeJS.ReadableStream): Promise<void> =>
  new Promise((resolve) => {
    stream
      .once('end', resolve)
      .once('error', () => resolve())
      .once('close', resolve);
  });
