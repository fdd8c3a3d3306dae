import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { outputFile } from '../audit/outputs.js';
import type { Command } from '../checklist/model.js';
import { createRedactor } from '../text/redact.js';
import { deployEnvironment, shipitVariables } from './deploy-env.js';
import type { LaunchContext } from './launch.js';
import { orderedSteps } from './launch.js';
import type { OrderedStep } from './order.js';
import { argv, exitEnd, graceMs, type StepsOutcome, showCommand, signalCode } from './run-steps.js';

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
  const { session, root, originalEnv } = context;
  const { id, run, checklist, target, operator } = session.situation();
  const path = outputFile(session.project, id, what);
  const steps = orderedSteps(what, checklist.deploy.steps, checklist.deploy.undo);
  closeSync(openSync(path, 'a', 0o600));
  const startMs = performance.now();
  const names = steps.map((step) => step.name);
  const out = relative(session.project.root, path);
  session.record(
    what === 'deploy'
      ? { type: 'deploy.start', commit: run.release.commit, steps: names, tty: true, out }
      : { type: 'undo.start', steps: names, by: operator.name, out },
  );
  const env = deployEnvironment(
    originalEnv,
    shipitVariables({
      run: id,
      target: target.name,
      release: run.release,
      previous: run.previous,
      startedAt: run.startedAt ?? '',
      ...(run.started?.reason === undefined ? {} : { reason: run.started.reason }),
    }),
  );
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
  try {
    for (const step of steps) {
      const startMs = performance.now();
      session.record({
        type: 'step.start',
        step: step.name,
        host: 'local',
        cmd: redact(showCommand(step.command)).slice(0, 1000),
      });
      const end = await onTerminal(step, { env: { ...env, SHIPIT_STEP: step.name }, path, root, context });
      session.record({
        type: 'step.end',
        step: step.name,
        host: 'local',
        ...end,
        ms: Math.round(performance.now() - startMs),
      });
      if (end.rc !== 0 || end.timedOut) {
        return end.rc === signalCode('SIGINT') ? 'stopped' : 'failed';
      }
    }

    return 'ok';
  } finally {
    process.off('SIGINT', ignore);
    process.off('SIGQUIT', ignore);
  }
}

type End = {
  readonly rc?: number;
  readonly signal?: string;
  readonly error?: string;
  readonly timedOut?: true;
};

function onTerminal(step: OrderedStep, { env, path, root, context }: TerminalSteps): Promise<End> {
  const { file, args, added } = withScript(step.command, env, path);
  return new Promise((resolve) => {
    const child = spawn(file, [...args], { cwd: root, env: { ...env, ...added }, stdio: 'inherit' });
    const timers: NodeJS.Timeout[] = [];
    let timedOut = false;
    const end = (): void => {
      child.kill('SIGTERM');
      timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs));
    };
    if (step.timeoutMs !== undefined) {
      timers.push(
        setTimeout(() => {
          timedOut = true;
          end();
        }, step.timeoutMs),
      );
    }

    void context.interrupted.then(end);
    child.once('error', (error: NodeJS.ErrnoException) => resolve({ rc: 127, error: error.message }));
    child.once('exit', (code, signal) => {
      timers.forEach(clearTimeout);
      const ended = signal === null ? exitEnd(code ?? 1) : { signal };
      resolve(timedOut ? { ...ended, timedOut } : ended);
    });
  });
}

interface Scripted {
  readonly file: string;
  readonly args: readonly string[];
  readonly added: Readonly<Record<string, string>>;
}

const scripts = ['/usr/bin/script', '/bin/script'] as const;

/**
 * `script` takes a shell line. The words of the command reach it through the environment, never spliced into the line,
 * and the line is read by /bin/sh whatever the operator's own shell is.
 */
function withScript(command: Command, env: Readonly<Record<string, string>>, path: string): Scripted {
  const [file = '', ...args] = argv(command);
  const script = process.platform === 'linux' ? scripts.find((one) => existsSync(one)) : undefined;
  if (script === undefined) {
    return { file, args, added: {} };
  }

  const words = [file, ...args];
  const names = words.map((_word, index) => `SHIPIT_WORD_${index}`);
  const line = `SHELL="$SHIPIT_SHELL"; export SHELL; set -- ${names.map((name) => `"$${name}"`).join(' ')}; unset SHIPIT_SHELL ${names.join(' ')}; exec "$@"`;
  return {
    file: script,
    args: ['-q', '-e', '-f', '-a', '-c', line, path],
    added: {
      SHELL: '/bin/sh',
      SHIPIT_SHELL: env['SHELL'] ?? '/bin/sh',
      ...Object.fromEntries(words.map((word, index) => [`SHIPIT_WORD_${index}`, word])),
    },
  };
}

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
