import { join } from 'node:path';
import { outputFile } from '../audit/outputs.js';
import { packageRoot } from '../checklist/bundled.js';
import { deployOnTerminal } from '../engine/deploy-on-terminal.js';
import { endRun } from '../engine/ending.js';
import { type LaunchContext, launch } from '../engine/launch.js';
import type { Session } from '../engine/session.js';
import { type ExitCode, exitCodes } from '../errors.js';
import { loadWalkScreen } from '../ui/load-screen.js';
import type { Leave } from '../ui/screen.js';
import { killAllGroups } from '../world/commands.js';
import type { CommandContext, Place } from './context.js';
import { listenToSignals, type Signals } from './signals.js';
import { runSummaryText } from './summary-text.js';

export interface DriveContext {
  readonly context: CommandContext;
  readonly place: Place;
  /** Attach to a runner that is at work already, in this segment. */
  readonly attachTo?: number;
}

/** Walks a run to its end, or to where the operator leaves it. The terminal is as it was when this returns. */
export async function driveRun(session: Session, drive: DriveContext): Promise<number> {
  const signals = listenToSignals();
  const { stdout } = drive.context;
  try {
    const exit = await drivenBy(session, drive, signals);
    stdout.write(runSummaryText(session.situation(), exit));
    return exit;
  } finally {
    signals.stop();
    session.close();
    killAllGroups();
  }
}

async function drivenBy(session: Session, drive: DriveContext, signals: Signals): Promise<ExitCode> {
  const { context, place } = drive;
  for (;;) {
    const { stage, run } = session.situation();
    if (stage === 'done') {
      return endRun(session, run.phase === 'undone' ? 'rolled-back' : 'deployed');
    }

    session.gatherMissing();
    const { showWalk } = await loadWalkScreen();
    const left = await showWalk(session, {
      stdin: context.stdin,
      stdout: context.stdout as typeof context.stdout & { readonly fd: number },
      env: context.env,
      clock: place.clock,
      tz: session.situation().checklist.calendar.tz ?? place.tz,
      onScreen: signals.onScreen,
      interrupted: signals.received,
    });
    const end = await afterLeaving(left, session, drive, signals);
    if (end !== undefined) {
      return end;
    }
  }
}

/** @returns the exit code, or `undefined` when there is more to show */
async function afterLeaving(
  left: Leave | NodeJS.Signals,
  session: Session,
  drive: DriveContext,
  signals: Signals,
): Promise<ExitCode | undefined> {
  const { run } = session.situation();
  switch (left) {
    case 'launch':
      return run.dryRun ? endRun(session, 'dry-run') : runCommandOf('deploy', session, drive, signals);
    case 'undo':
      return runCommandOf('undo', session, drive, signals);
    case 'pause':
      session.record({ type: 'pause', by: drive.place.operator.name });
      return exitCodes.paused;
    case 'stop':
      return endRun(session, 'stopped');
    case 'leave':
      return endRun(session, run.phase === 'deployed' ? 'unconfirmed' : run.phase === 'failed' ? 'failed' : 'unknown');
    case 'done':
      return undefined;
    case 'interrupt':
      return interruptedBy(session, 'SIGINT');
    default:
      return interruptedBy(session, left);
  }
}

function interruptedBy(session: Session, signal: NodeJS.Signals): ExitCode {
  session.record({ type: 'interrupted', signal });
  return exitOf(signal);
}

const exitOf = (signal: NodeJS.Signals): ExitCode =>
  signal === 'SIGHUP' ? exitCodes.hangUp : signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;

async function runCommandOf(
  what: 'deploy' | 'undo',
  session: Session,
  drive: DriveContext,
  signals: Signals,
): Promise<ExitCode | undefined> {
  const { context, place } = drive;
  const launchContext: LaunchContext = {
    session,
    root: place.git.root,
    tool: place.tool,
    originalEnv: context.env,
    runnerProgram: [process.execPath, join(packageRoot(), 'bin', 'runner.cjs')],
  };
  if (session.situation().checklist.deploy.steps.some((step) => step.tty)) {
    await deployOnTerminal(what, { ...launchContext, interrupted: signals.received });
  } else {
    const launched = launch(what, launchContext);
    const ended = await follow(session, drive, signals, { ...launched, what });
    if (ended !== undefined) {
      return ended;
    }
  }

  await moveDeployedRef(session, place);
  return undefined;
}

interface Following {
  readonly gen: number;
  readonly what: 'deploy' | 'undo';
  readonly outPath: string;
  readonly failed?: Promise<never>;
}

/** Follows a runner to its end and takes the log up again. @returns an exit code if it was left before */
export async function follow(
  session: Session,
  { context }: DriveContext,
  signals: Signals,
  { gen, what, outPath, failed }: Following,
): Promise<ExitCode | undefined> {
  const { followOnTerminal } = await import('../ui/follow-screen.js');
  const { id, run } = session.situation();
  const state = await Promise.race([
    followOnTerminal({
      project: session.project,
      run: id,
      gen,
      outPath,
      what: `${what === 'deploy' ? 'deploying' : 'rolling back'} ${run.target}, run ${id}`,
      stdin: context.stdin,
      fd: (context.stdout as typeof context.stdout & { readonly fd: number }).fd,
      onScreen: signals.onScreen,
      ...(failed === undefined ? {} : { failed }),
    }),
    // The log is the runner's now: nothing can be written, and nothing needs to be. It goes on.
    signals.received,
  ]);
  if (state === undefined) {
    return exitCodes.paused;
  }

  if (typeof state === 'string') {
    return exitOf(state);
  }

  session.takeUpLog();
  if (state.state === 'gone' && state.run.phase !== 'decided') {
    // Without a `deploy.start` on disk no command was started: then the launch is simply asked for again.
    session.record({ type: 'deploy-unknown', reason: 'the process that ran it ended without a word' });
  }

  return undefined;
}

/** Tells everybody who shares this clone what the target runs now (checks.md §3.2). */
async function moveDeployedRef(session: Session, { git }: Place): Promise<void> {
  const { run } = session.situation();
  const commit =
    run.phase === 'deployed' ? run.release.commit : run.phase === 'undone' ? run.previous?.commit : undefined;
  if (commit !== undefined) {
    await git.setDeployedRef(run.target, commit).catch(() => undefined);
  }
}

/** Where the output of an earlier launch of this run lies. */
export const outputOf = (session: Session, what: 'deploy' | 'undo'): string =>
  outputFile(session.project, session.situation().id, what);
