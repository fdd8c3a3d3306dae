import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { outputFile } from '../audit/outputs.js';
import { createRedactor } from '../text/redact.js';
import { deployEnvironment, variablesOf } from './deploy-env.js';
import type { LaunchContext } from './launch.js';
import { onTerminal, type TerminalEnd } from './on-terminal.js';
import type { OrderedStep } from './order.js';
import { refuseNothing } from './ordered-steps.js';
import { readySteps } from './ready-steps.js';
import { refuseWhatCannotRun } from './refuse.js';
import { type StepsOutcome, showCommand } from './run-steps.js';
import { type Beside, stepBeside } from './step-beside.js';
import { signalCode } from './step-end.js';

export interface TerminalLaunch extends LaunchContext {
  /** A signal that ends shipit: it ends the command first, so that its end can still be recorded. */
  readonly interrupted: Promise<NodeJS.Signals>;
}

/**
 * Runs the deploy, or its undo, on the operator's own terminal (`tty: true`): prompts, passwords and full-screen tools
 * work. Its output is kept by util-linux' `script`, which gives it a pty of its own. Weaker than the detached runner:
 * the command ends when the terminal is closed, and so does the record of it.
 * Call it only when nobody reads the terminal any more: two readers of one terminal lose keys.
 */
export async function deployOnTerminal(what: 'deploy' | 'undo', context: TerminalLaunch): Promise<StepsOutcome> {
  const { session, world, root, originalEnv } = context;
  const { id, run, checklist, target, operator } = session.situation();
  refuseWhatCannotRun(checklist, run.dryRun);
  const path = outputFile(session.project, id, what);
  const steps = await readySteps(what, { run, checklist, target }, world);
  refuseNothing(what, steps);
  closeSync(openSync(path, 'a', 0o600));
  const startMs = performance.now();
  const names = steps.map((step) => step.name);
  const out = relative(session.project.root, path);
  session.record(
    what === 'deploy'
      ? { type: 'deploy.start', commit: run.release.commit, steps: names, tty: true, out }
      : { type: 'undo.start', steps: names, by: operator.name, out },
  );
  const env = deployEnvironment(originalEnv, variablesOf(id, run));
  const outcome = await allSteps(steps, { context, env, path, root });
  const ms = Math.round(performance.now() - startMs);
  session.record(
    what === 'deploy'
      ? { type: 'deploy.end', commit: run.release.commit, outcome, ms, ...digestOf(path) }
      : { type: 'undo.end', outcome, ms },
  );
  return outcome;
}

interface TerminalSteps {
  readonly context: TerminalLaunch;
  readonly env: Readonly<Record<string, string>>;
  readonly path: string;
  readonly root: string;
}

async function allSteps(steps: readonly OrderedStep[], parts: TerminalSteps): Promise<StepsOutcome> {
  const { context, root, ...rest } = parts;
  const { session, interrupted } = context;
  const redact = createRedactor(context.originalEnv);
  const beside = { ...rest, cwd: root, redact, interrupted, record: session.record, say };
  // Ctrl-C is for the command; shipit has to outlive it to write down how it ended.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  process.on('SIGQUIT', ignore);
  let isOver = false;
  void interrupted.then(() => {
    isOver = true;
  });
  try {
    for (const step of steps) {
      // A signal that came while the last step ended is delivered now: a step that took it well starts no other.
      await setImmediate();
      const outcome = isOver ? 'stopped' : await (step.input === undefined ? stepHere : stepBeside)(step, beside);
      if (outcome !== 'ok') {
        return outcome;
      }
    }

    return 'ok';
  } finally {
    process.off('SIGINT', ignore);
    process.off('SIGQUIT', ignore);
  }
}

/** Runs a step that has the operator's terminal to itself. */
async function stepHere(step: OrderedStep, { record, redact, env, ...rest }: Beside): Promise<StepsOutcome> {
  const startMs = performance.now();
  const about = { step: step.name, host: 'local' };
  record({ type: 'step.start', ...about, cmd: redact(step.shown ?? showCommand(step.command)).slice(0, 1000) });
  const end = await onTerminal(step, { ...rest, env: { ...env, SHIPIT_STEP: step.name } });
  record({ type: 'step.end', ...about, ...end, ms: Math.round(performance.now() - startMs) });
  if (wentWell(end)) {
    return 'ok';
  }

  return end.rc === signalCode('SIGINT') ? 'stopped' : 'failed';
}

const say = (text: string): void => void process.stdout.write(text);

const wentWell = ({ rc, timedOut }: TerminalEnd): boolean => rc === 0 && !timedOut;

function digestOf(path: string): { readonly output?: string; readonly bytes?: number } {
  try {
    const fd = openSync(path, 'r');
    fsyncSync(fd);
    closeSync(fd);
    const bytes = readFileSync(path);
    return { output: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  } catch {
    return {};
  }
}
