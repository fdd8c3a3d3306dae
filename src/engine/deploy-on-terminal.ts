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
import { type StepsOutcome, showCommand, signalCode } from './run-steps.js';
import { stepBeside } from './step-beside.js';

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

async function allSteps(
  steps: readonly OrderedStep[],
  { context, env, path, root }: TerminalSteps,
): Promise<StepsOutcome> {
  const { session, originalEnv } = context;
  const redact = createRedactor(originalEnv);
  // Ctrl-C is for the command; shipit has to outlive it to write down how it ended.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  process.on('SIGQUIT', ignore);
  let interrupted = false;
  void context.interrupted.then(() => {
    interrupted = true;
  });
  try {
    for (const step of steps) {
      // A signal that came while the last step ended is delivered now: a step that took it well starts no other.
      await setImmediate();
      if (interrupted) {
        return 'stopped';
      }

      if (step.input !== undefined) {
        const outcome = await stepBeside(step, {
          cwd: root,
          env,
          path,
          redact,
          record: (event) => session.record(event),
          interrupted: context.interrupted,
          say: (text) => process.stdout.write(text),
        });
        if (outcome !== 'ok') {
          return outcome;
        }

        continue;
      }

      const startMs = performance.now();
      session.record({
        type: 'step.start',
        step: step.name,
        host: 'local',
        cmd: redact(step.shown ?? showCommand(step.command)).slice(0, 1000),
      });
      const end = await onTerminal(step, {
        env: { ...env, SHIPIT_STEP: step.name },
        path,
        cwd: root,
        interrupted: context.interrupted,
      });
      session.record({
        type: 'step.end',
        step: step.name,
        host: 'local',
        ...end,
        ms: Math.round(performance.now() - startMs),
      });
      if (!wentWell(end)) {
        return end.rc === signalCode('SIGINT') ? 'stopped' : 'failed';
      }
    }

    return 'ok';
  } finally {
    process.off('SIGINT', ignore);
    process.off('SIGQUIT', ignore);
  }
}

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
