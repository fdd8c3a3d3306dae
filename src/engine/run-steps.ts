import { type ChildProcess, spawn } from 'node:child_process';
import { identityOf } from '../audit/process-identity.js';
import type { Command } from '../checklist/model.js';
import type { RunEvent, StepStarted } from '../run/events.js';
import type { OrderedStep } from './order.js';
import { exitEnd, meantBy, notStarted, type StepEnd } from './step-end.js';

export type StepsOutcome = 'ok' | 'failed' | 'stopped';

export interface StepsContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Open for appending; standard output and error of every command go there, in order. */
  readonly outFd: number;
  readonly record: (event: RunEvent) => void;
  readonly redact: (text: string) => string;
  readonly monotonicMs: () => number;
}

export interface Steps {
  readonly done: Promise<StepsOutcome>;
  /** Passes a signal on to the running command's whole group; no further step is started. */
  readonly signal: (name: 'SIGINT' | 'SIGTERM') => void;
}

/** Runs the steps one after the other and stops at the first that fails. Each is on record before and after. */
export function runSteps(steps: readonly OrderedStep[], context: StepsContext): Steps {
  let child: ChildProcess | undefined;
  let stopped = false;
  const all = async (): Promise<StepsOutcome> => {
    for (const step of steps) {
      if (stopped) {
        return 'stopped';
      }

      const rc = await oneStep(step, context, (started) => {
        child = started;
      });
      child = undefined;
      if (rc !== 0) {
        return stopped ? 'stopped' : 'failed';
      }
    }

    return 'ok';
  };
  return {
    done: all(),
    signal(name) {
      stopped = true;
      killGroup(child, name);
    },
  };
}

/** How long a command that ran out of time gets to end by itself, in milliseconds. */
export const graceMs = 10_000;

async function oneStep(
  step: OrderedStep,
  context: StepsContext,
  started: (child: ChildProcess) => void,
): Promise<number | undefined> {
  const { record, monotonicMs, redact, outFd } = context;
  const startMs = monotonicMs();
  const [file, ...args] = argv(step.command);
  const about = { step: step.name, host: step.host ?? 'local' };
  const cmd = redact(step.shown ?? showCommand(step.command)).slice(0, 1000);
  const child = startOf(context.cwd, () =>
    spawn(file ?? '', args, {
      cwd: context.cwd,
      env: { ...context.env, SHIPIT_STEP: step.name },
      stdio: [step.input === undefined ? 'ignore' : 'pipe', outFd, outFd],
      // A group of its own: a signal reaches everything the command started, and nothing else.
      detached: true,
    }),
  );
  if ('error' in child) {
    record({ type: 'step.start', ...about, cmd });
    record({ type: 'step.end', ...about, ...child, ms: Math.round(monotonicMs() - startMs) });
    return child.rc;
  }

  started(child);
  record({ type: 'step.start', ...about, cmd, ...processOf(child) });
  // Whoever does not read it says so with its exit status.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(step.input, 'latin1');
  let timedOut = false;
  const timers: NodeJS.Timeout[] = [];
  if (step.timeoutMs !== undefined) {
    timers.push(
      setTimeout(() => {
        timedOut = true;
        killGroup(child, 'SIGTERM');
        timers.push(setTimeout(() => killGroup(child, 'SIGKILL'), graceMs));
      }, step.timeoutMs),
    );
  }

  const end = meantBy(step, await ended(child, context.cwd));
  for (const timer of timers) {
    clearTimeout(timer);
  }

  if (timedOut) {
    // Whatever it left behind is as late as itself.
    killGroup(child, 'SIGKILL');
  }

  record({
    type: 'step.end',
    ...about,
    ...end,
    ...(timedOut ? { timedOut: true as const } : {}),
    ms: Math.round(monotonicMs() - startMs),
  });
  return timedOut ? undefined : end.rc;
}

/** Its identity is on record because the command may outlive this process. */
const processOf = ({ pid }: ChildProcess): Pick<StepStarted, 'pid' | 'process'> =>
  pid === undefined ? {} : { pid, process: identityOf(pid) };

/** A string is a shell line, a list is a program and its words. */
export const argv = (command: Command): readonly string[] =>
  typeof command === 'string' ? ['/bin/sh', '-c', command] : command;

export const showCommand = (command: Command): string => (typeof command === 'string' ? command : command.join(' '));

/** Most of what can go wrong is told by an event; what the system refuses at once (E2BIG, …) is thrown. */
function startOf(cwd: string, spawned: () => ChildProcess): ChildProcess | ReturnType<typeof notStarted> {
  try {
    return spawned();
  } catch (error) {
    return notStarted(error instanceof Error ? error : new Error(String(error)), cwd);
  }
}

const ended = (child: ChildProcess, cwd: string): Promise<StepEnd> =>
  new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(notStarted(error, cwd)));
    child.once('exit', (code, signal) => resolve(signal === null ? exitEnd(code ?? 1) : { signal }));
  });

function killGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined) {
    return;
  }

  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}
