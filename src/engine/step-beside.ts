import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import type { RunEvent } from '../run/events.js';
import { safe } from '../text/sanitise.js';
import type { OrderedStep } from './order.js';
import { runSteps, type StepsOutcome } from './run-steps.js';

export interface Beside {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File the output is kept in; it is there already. */
  readonly path: string;
  readonly record: (event: RunEvent) => void;
  readonly redact: (text: string) => string;
  /** Settles when the step has to end because shipit has to. */
  readonly interrupted: Promise<unknown>;
  readonly say: (text: string) => void;
}

/** Runs a step that needs no terminal between those that have the operator's own; what it said is shown at its end. */
export async function stepBeside(step: OrderedStep, beside: Beside): Promise<StepsOutcome> {
  const { path, interrupted, say, ...rest } = beside;
  const from = statSync(path).size;
  const outFd = openSync(path, 'a');
  try {
    const steps = runSteps([step], { ...rest, outFd, monotonicMs: () => performance.now() });
    void interrupted.then(() => steps.signal('SIGTERM'));
    return await steps.done;
  } finally {
    closeSync(outFd);
    say(safe(readFileSync(path).subarray(from).toString('utf8')));
  }
}
