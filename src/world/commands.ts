import { existsSync } from 'node:fs';
import type { Command } from '../checklist/model.js';
import { commandEnvironment } from './environment.js';
import { type KeptOutput, keepOutput } from './kept-output.js';
import { lastLines } from './last-lines.js';
import { addGroup, endGroup, signalGroup } from './process-groups.js';
import { happens, sleep, turns } from './waiting.js';

export { killAllGroups, liveGroups } from './process-groups.js';

export interface CommandRequest {
  readonly command: Command;
  /** Absolute. */
  readonly cwd: string;
  /**
   * What the command inherits. `minimal` (the default): PATH, HOME, locale and little more, for programs that shipit
   * picked itself. `operator`: everything the operator has, without what could change how programs are loaded or which
   * repository git means; for commands of the project's own checklist, whose test runners need DATABASE_URL and friends.
   */
  readonly inherit?: 'minimal' | 'operator';
  /** Added to what is inherited; wins over it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Text for standard input; /dev/null if absent. */
  readonly input?: string;
  /** Called with the last line of output, at most ten times a second. Sanitised. */
  readonly onLine?: (line: string) => void;
  /** Bytes kept of each stream, half from the head and half from the tail. 96 KiB unless given. */
  readonly keepBytes?: number;
}

/** How a command ended. A union, so that nobody mistakes "could not find out" for "no". */
export type CommandEnd =
  | { readonly how: 'exit'; readonly code: number }
  | { readonly how: 'signal'; readonly signal: string }
  | { readonly how: 'timeout'; readonly afterMs: number }
  | { readonly how: 'aborted' }
  | { readonly how: 'not-started'; readonly error: string };

export interface CommandResult {
  readonly end: CommandEnd;
  readonly ms: number;
  /** Head and tail of the output, UTF-8 with replacement, NOT yet sanitised; at most `keepBytes` each. */
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in order of arrival, bounded likewise. */
  readonly all: string;
  /** Bytes that came in all. */
  readonly bytes: number;
  /** Some of the output was left out of `stdout` or `stderr`: nothing may be counted in it. */
  readonly cut: boolean;
}

/** Runs a command in its own session and process group, bounded in time and memory; never throws for what it does. */
export type CommandRunner = (request: CommandRequest) => Promise<CommandResult>;

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
  const started = await start(request);
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

/** In an object: a child process of execa is a promise, and would be awaited. execa is loaded at the first command. */
async function start({ command, cwd, env, inherit = 'minimal', input }: CommandRequest) {
  const { execa } = await import('execa');
  const [file = '', ...args] = typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
  try {
    const child = execa(file, args, {
      cwd,
      env: { ...commandEnvironment(process.env, inherit), ...env },
      extendEnv: false,
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
      stdout: 'pipe',
      stderr: 'pipe',
      detached: true,
      cleanup: false,
      buffer: false,
      reject: false,
    });
    const { pid } = child;
    return pid === undefined ? { error: inWords(await child, file, cwd) } : { child, pid };
  } catch (error) {
    // What no program can be given, such as a NUL character.
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The system says ENOENT for a missing program and for a missing directory. */
function inWords(
  result: { readonly code?: string | undefined; readonly originalMessage?: string | undefined },
  file: string,
  cwd: string,
): string {
  if (result.code === 'ENOENT') {
    return existsSync(cwd) ? `${file} was not found` : `there is no directory ${cwd}`;
  }

  return result.code === 'EACCES' ? `${file} is not executable` : (result.originalMessage ?? 'nobody says why');
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
