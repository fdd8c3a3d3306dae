import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { AuditError } from '../audit/error.js';
import { outputFile } from '../audit/outputs.js';
import type { Run } from '../run/run.js';
import { noDescriptors } from '../world/descriptors.js';
import type { World } from '../world/world.js';
import { deployEnvironment, variablesOf } from './deploy-env.js';
import type { RunnerOrder } from './order.js';
import { refuseNothing } from './ordered-steps.js';
import type { Tool } from './parts.js';
import { readySteps } from './ready-steps.js';
import { refuseWhatCannotRun } from './refuse.js';
import { runnerSaid } from './runner-said.js';
import type { Session } from './session.js';

export interface LaunchContext {
  readonly session: Session;
  readonly world: World;
  readonly root: string;
  readonly tool: Tool;
  /** The operator's own environment, untouched by shipit. */
  readonly originalEnv: Readonly<Record<string, string | undefined>>;
  /** The program that carries an order out, and its arguments. */
  readonly runnerProgram: readonly [string, ...string[]];
}

/** A runner on its way. */
export interface Launched {
  readonly gen: number;
  readonly outPath: string;
  /** Size of that file at the launch, in bytes: what an earlier attempt said. */
  readonly from: number;
  /** Rejects when the runner ended before it claimed its segment, with what it said. */
  readonly failed: Promise<never>;
}

/**
 * Hands the deploy, or its undo, to a detached runner. This process lets go of the log: the runner's segment is the
 * next one, and whoever takes the run up first makes the other give way.
 * @throws OperatorError for a deploy that this version cannot carry out, or that is not what was asked about any more;
 * then nothing was started
 */
export async function launch(what: RunnerOrder['what'], context: LaunchContext): Promise<Launched> {
  const { session } = context;
  const order = await orderFor(what, context);
  const from = statSync(order.out.path, { throwIfNoEntry: false })?.size ?? 0;
  session.letGoOfLog();
  const lacking = noDescriptors();
  if (lacking !== undefined) {
    return { gen: order.gen, outPath: order.out.path, from, failed: notStarted(lacking) };
  }

  const [program, ...args] = context.runnerProgram;
  const child = spawn(program, args, {
    cwd: context.root,
    env: runnerEnvironment(context.originalEnv),
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(order));
  child.unref();
  return { gen: order.gen, outPath: order.out.path, from, failed: failureOf(child) };
}

async function orderFor(
  what: RunnerOrder['what'],
  { session, world, root, tool, originalEnv }: LaunchContext,
): Promise<RunnerOrder> {
  const { id, run, checklist, target, operator } = session.situation();
  refuseWhatCannotRun(checklist, run.dryRun);
  const steps = await readySteps(what, { run, checklist, target }, world);
  refuseNothing(what, steps);
  const path = outputFile(session.project, id, what);
  return {
    what,
    project: session.project,
    run: id,
    gen: session.nextGen(),
    tool,
    target: target.name,
    commit: run.release.commit,
    ...liveAfter(what, run),
    by: operator.name,
    steps,
    cwd: root,
    env: deployEnvironment(originalEnv, variablesOf(id, run)),
    out: { path, name: relative(session.project.root, path) },
  };
}

/** What the target runs when all went well. */
function liveAfter(what: RunnerOrder['what'], { release, previous }: Run): { readonly live?: string } {
  const live = what === 'deploy' ? release.commit : previous?.commit;
  return live === undefined ? {} : { live };
}

/** Node's own switches must not change how the runner runs, nor open a debugger port. */
function runnerEnvironment(original: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ...rest } = original;
  return { ...rest, NODE_ENV: 'production' };
}

const couldNot = (why: string): AuditError => new AuditError(`the deploy runner could not be started: ${why}`);

function notStarted(why: string): Promise<never> {
  const failed = Promise.reject(couldNot(why));
  failed.catch(() => undefined);
  return failed;
}

function failureOf(child: ChildProcess): Promise<never> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(couldNot(error.message)));
    // Not at its exit: its last words may still be on the way then.
    child.once('close', (code) => {
      if (code !== 0) {
        reject(runnerSaid(said));
      }
    });
  });
  failed.catch(() => undefined);
  return failed;
}
