import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fstatSync, fsyncSync, openSync } from 'node:fs';
import { Superseded } from '../audit/error.js';
import { readLock } from '../audit/lock.js';
import { openSegment } from '../audit/segment.js';
import type { RunEvent } from '../run/events.js';
import { createRedactor } from '../text/redact.js';
import { markLive } from './mark-live.js';
import type { RunnerOrder } from './order.js';
import { refuseNothing } from './ordered-steps.js';
import { runSteps } from './run-steps.js';

/** Handles that the runner's process gives to the outside world. */
export interface RunnerProcess {
  readonly onSignal: (listener: (name: 'SIGINT' | 'SIGTERM') => void) => void;
  readonly monotonicMs: () => number;
}

/**
 * Carries out a launch: claims its segment of the audit log, writes that it starts, runs the command, writes how it
 * ended. It lives in a session of its own, so that neither a closed terminal nor the end of the screen can take it down.
 * @throws Superseded when another process went on with the run first, or has the target: then nothing was started.
 * @throws OperatorError when the order is empty: there is nothing that could end well.
 * @throws AuditError when the log cannot be written: then nothing was started either.
 */
export async function carryOut(order: RunnerOrder, runner: RunnerProcess): Promise<void> {
  refuseNothing(order.what, order.steps);
  const segment = openSegment({
    project: order.project,
    run: order.run,
    gen: order.gen,
    reserve: 'records',
    tool: order.tool,
  });
  const record = (event: RunEvent): void => {
    const { type, ...body } = event;
    segment.append(type, body);
  };
  mustHoldTarget(order);
  const startMs = runner.monotonicMs();
  const outFd = openSync(
    order.out.path,
    constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW,
    0o600,
  );
  const names = order.steps.map((step) => step.name);
  record(
    order.what === 'deploy'
      ? { type: 'deploy.start', commit: order.commit, steps: names, tty: false, out: order.out.name }
      : { type: 'undo.start', steps: names, by: order.by, out: order.out.name },
  );
  const steps = runSteps(order.steps, {
    cwd: order.cwd,
    env: order.env,
    outFd,
    record: recordOnceRunning(record),
    redact: createRedactor(order.env),
    monotonicMs: runner.monotonicMs,
  });
  runner.onSignal((name) => steps.signal(name));
  const outcome = await steps.done;
  flush(outFd);
  const bytes = fstatSync(outFd).size;
  closeSync(outFd);
  const ms = Math.round(runner.monotonicMs() - startMs);
  record(
    order.what === 'deploy'
      ? { type: 'deploy.end', commit: order.commit, outcome, ms, output: await sha256Of(order.out.path), bytes }
      : { type: 'undo.end', outcome, ms },
  );
  if (outcome === 'ok') {
    // What git refuses here is no failure of the deploy: the log says what is live.
    await markLive(order.cwd, order.target, order.live).catch(() => undefined);
  }

  segment.close();
}

/**
 * Whoever launched this may have died on the way, and the lock with it. From the moment the segment is ours nobody takes
 * the lock over; if somebody did before, this launch is void.
 */
function mustHoldTarget({ project, target, run }: RunnerOrder): void {
  const held = readLock(project, target);
  if (held?.run !== run) {
    throw new Superseded(
      held === undefined
        ? `the lock of ${target} is gone: nothing was started`
        : `${held.operator} took ${target} over in the meantime (run ${held.run}): nothing was started`,
    );
  }
}

/**
 * The start of the deploy is on disk before this. From here on a full disk must not take down a deploy that runs:
 * what cannot be written is missing from the log, and a deploy without an end is shown as unknown.
 */
const recordOnceRunning =
  (record: (event: RunEvent) => void) =>
  (event: RunEvent): void => {
    try {
      record(event);
    } catch (error) {
      if (event.type === 'step.end') {
        process.stderr.write(`shipit runner: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  };

/** The output matters less than the record of how the command ended, which follows. */
function flush(fd: number): void {
  try {
    fsyncSync(fd);
  } catch {
    // What is missing of the output shows by its digest and its size.
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
  }

  return hash.digest('hex');
}
