import { join } from 'node:path';
import { AuditError } from '../audit/error.js';
import { packageRoot } from '../checklist/bundled.js';
import { deployOnTerminal } from '../engine/deploy-on-terminal.js';
import { type LaunchContext, type Launched, launch } from '../engine/launch.js';
import { lostEvent } from '../engine/lost.js';
import { runnerState } from '../engine/runner-state.js';
import type { Session } from '../engine/session.js';
import { type ExitCode, exitCodes } from '../errors.js';
import type { Plain } from '../plain/choose.js';
import { leftWatch } from '../ui/watch-events.js';
import type { CommandContext, Place } from './context.js';
import { followDeploy } from './follow-deploy.js';
import { NotStarted } from './not-recorded.js';
import { exitOf, type Signals } from './signals.js';

export interface CarryOutContext {
  readonly context: CommandContext;
  readonly place: Place;
  readonly signals: Signals;
  /** The output is followed line by line. */
  readonly plain: Plain | undefined;
}

/**
 * Runs the deploy, or its undo, to its end, and takes the log up again.
 * @returns the exit code if the operator or a signal left it before; `undefined` when there is more to show
 * @throws AuditError when it could not be started: then nothing was run
 */
export async function carryOut(
  what: 'deploy' | 'undo',
  session: Session,
  carrying: CarryOutContext,
): Promise<ExitCode | undefined> {
  const { context, place, signals } = carrying;
  const launchContext: LaunchContext = {
    session,
    world: place.world,
    root: place.git.root,
    tool: place.tool,
    originalEnv: context.env,
    runnerProgram: [process.execPath, join(packageRoot(), 'bin', 'runner.cjs')],
  };
  const situation = session.situation();
  if (what === 'undo' && situation.watch !== undefined) {
    // The last word about the watch: a roll-back needs nobody who looks.
    session.record(leftWatch(situation, { reason: 'rolled back' }));
  }

  if (situation.checklist.deploy.steps.some((step) => step.tty)) {
    await signals.lendTerminal(() => deployOnTerminal(what, { ...launchContext, interrupted: signals.received }));
    await markLive(session, place);
    return undefined;
  }

  return followed(what, session, carrying, await launch(what, launchContext));
}

async function followed(
  what: 'deploy' | 'undo',
  session: Session,
  { context, signals, plain }: CarryOutContext,
  launched: Launched,
): Promise<ExitCode | undefined> {
  const { id, run } = session.situation();
  const state = await followDeploy(context, signals, {
    ...launched,
    plain: plain !== undefined,
    project: session.project,
    run: id,
    what: `${what === 'deploy' ? 'deploying' : 'rolling back'} ${run.target}, run ${id}`,
  }).catch((error: unknown): never => {
    throw neverStarted(error, session, launched.gen);
  });
  // The log is the runner's now: nothing can be written, and nothing needs to be. It goes on.
  if (state === undefined) {
    return exitCodes.paused;
  }

  if (typeof state === 'string') {
    return exitOf(state);
  }

  session.takeUpLog();
  // Without a `deploy.start` on disk no command was started: then the launch is simply asked for again.
  const lost = lostEvent(session.situation().run);
  if (lost !== undefined) {
    session.record(lost);
  }

  return undefined;
}

/**
 * A runner that ended without claiming its segment ran nothing. That is so only if the log is whole: one that somebody
 * removed says nothing at all.
 */
function neverStarted(error: unknown, session: Session, gen: number): unknown {
  const { state, run } = runnerState(session.project, session.situation().id, gen);
  if (state !== 'waiting' || run.started === undefined || !(error instanceof AuditError)) {
    return error;
  }

  try {
    session.takeUpLog(gen);
  } catch {
    // It cannot be written; that is why the runner ended, too.
  }

  return new NotStarted(error);
}

/** Tells everybody who shares this clone what the target runs now; a runner does it by itself (checks.md §3.2). */
export async function markLive(session: Session, { git }: Place): Promise<void> {
  const { run, laterDeploy } = session.situation();
  if (laterDeploy === undefined && (run.phase === 'deployed' || run.phase === 'undone')) {
    const commit = run.phase === 'deployed' ? run.release.commit : run.previous?.commit;
    // What git refuses here is no failure of the deploy: the log says what is live.
    await git.setDeployedRef(run.target, commit).catch(() => undefined);
  }
}
