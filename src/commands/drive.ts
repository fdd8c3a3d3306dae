import { debugSession } from '../engine/debug-session.js';
import { endRun } from '../engine/ending.js';
import type { Session } from '../engine/session.js';
import { type ExitCode, exitCodes } from '../errors.js';
import type { Plain } from '../plain/choose.js';
import type { EndOutcome } from '../run/events.js';
import type { Run } from '../run/run.js';
import { loadWalkScreen } from '../ui/load-screen.js';
import type { Leave } from '../ui/screen.js';
import { killAllGroups } from '../world/commands.js';
import { noDebug } from '../world/debug-log.js';
import { carryOut, markLive } from './carry-out.js';
import { checkRollBack } from './check-roll-back.js';
import type { CommandContext, Place } from './context.js';
import { keepState } from './keep-state.js';
import { notRecorded } from './not-recorded.js';
import { exitOf, listenToSignals, type Signals } from './signals.js';
import { runSummaryText } from './summary-text.js';

export interface DriveContext {
  readonly context: CommandContext;
  readonly place: Place;
  /** Line by line instead of on the full screen. */
  readonly plain: Plain | undefined;
}

/**
 * Walks a run to its end, or to where the operator leaves it. The terminal is as it was when this returns, and log and
 * lock are free for whoever comes next, or the runner's while it is at work.
 */
export async function driveRun(session: Session, drive: DriveContext): Promise<number> {
  const signals = listenToSignals();
  const { stdout, debug } = drive.context;
  const stopDebug = debug === noDebug ? undefined : debugSession(session, debug, drive.place.clock.monotonicMs);
  void signals.received.then((name) => debug('signal', { name }));
  try {
    const { exit, kept = [] } = await drivenBy(session, drive, signals);
    const summary = runSummaryText(session.situation(), exit, { inBackground: session.inBackground(), kept });
    stdout.write(drive.plain === undefined ? summary : await foldedFor(drive, summary));
    await session.told();
    return exit;
  } catch (error) {
    throw notRecorded(error, session.situation().run, session.inBackground());
  } finally {
    stopDebug?.();
    signals.stop();
    session.close();
    killAllGroups();
  }
}

/** What was rolled back by a command; once it was asked what runs, only a person says more. */
const isUnchecked = ({ phase, undo }: Run): boolean => phase === 'undone' && undo?.checked === undefined;

interface Driven {
  readonly exit: ExitCode;
  /** What became of the state of the hosts, in words. */
  readonly kept?: readonly string[];
}

async function drivenBy(session: Session, drive: DriveContext, signals: Signals): Promise<Driven> {
  for (let again = false; ; again = true) {
    const { stage, run } = session.situation();
    const signal = signals.name();
    if (signal !== undefined) {
      return { exit: interruptedBy(session, signal) };
    }

    if (stage === 'done' && isUnchecked(run)) {
      await checkRollBack(session, { ...drive, signals, plain: drive.plain !== undefined });
      if (session.situation().stage !== 'done') {
        continue;
      }
    }

    if (stage === 'done') {
      const kept = await keepState(session, drive.context, signals, drive.plain !== undefined);
      return { exit: endRun(session, run.phase === 'undone' ? 'rolled-back' : 'deployed'), kept };
    }

    session.gatherMissing();
    const left = await shown(session, drive, signals, again);
    if ((stage === 'lost' || stage === 'failed') && ['deployed', 'undone'].includes(session.situation().run.phase)) {
      // Judged to have ended well: nobody but the operator could say so.
      await markLive(session, drive.place);
    }

    const end = await afterLeaving(left, session, drive, signals);
    if (end !== undefined) {
      return { exit: end };
    }
  }
}

async function shown(
  session: Session,
  drive: DriveContext,
  signals: Signals,
  again: boolean,
): Promise<Leave | NodeJS.Signals> {
  const { context, place, plain } = drive;
  const tz = session.situation().checklist.calendar.tz ?? place.tz;
  if (plain !== undefined) {
    // Without the screen, and without all that draws it.
    const { showPlain } = await import('../plain/show-plain.js');
    const { stdin, stdout, env } = context;
    const { onScreen, onInterrupt, received } = signals;
    return showPlain(session, {
      plain,
      again,
      stdin,
      stdout,
      env,
      clock: place.clock,
      tz,
      onScreen,
      onInterrupt,
      interrupted: received,
    });
  }

  const { showWalk } = await loadWalkScreen();
  return showWalk(session, {
    stdin: context.stdin,
    stdout: context.stdout as typeof context.stdout & { readonly fd: number },
    env: context.env,
    clock: place.clock,
    tz,
    localTz: place.tz,
    onScreen: signals.onScreen,
    interrupted: signals.received,
  });
}

async function foldedFor({ context }: DriveContext, text: string): Promise<string> {
  const { folded } = await import('../plain/paper.js');
  return folded(text, { columns: context.stdout.columns || 80, env: context.env });
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
      return run.dryRun ? endRun(session, 'dry-run') : carryOut('deploy', session, { ...drive, signals });
    case 'undo':
      return carryOut('undo', session, { ...drive, signals });
    case 'check-undo':
      await checkRollBack(session, { ...drive, signals, plain: drive.plain !== undefined });
      return undefined;
    case 'pause':
      session.record({ type: 'pause', by: drive.place.operator.name });
      // A deploy is out: whoever reads only the code must not take this for one that waits.
      return isUnconfirmed(run) ? exitCodes.unconfirmed : exitCodes.paused;
    case 'stop':
      return endRun(session, 'stopped');
    case 'leave':
      return endRun(session, leftAs(run));
    case 'done':
      return undefined;
    case 'interrupt':
      return interruptedBy(session, 'SIGINT');
    default:
      return interruptedBy(session, left);
  }
}

const isUnconfirmed = ({ deploy, undo, confirmed }: Run): boolean =>
  deploy?.outcome === 'ok' && undo === undefined && !confirmed;

/** What a run ends as whose deploy was started, and that the operator leaves. */
function leftAs({ phase }: Run): EndOutcome {
  if (phase === 'deployed') {
    return 'unconfirmed';
  }

  return phase === 'failed' ? 'failed' : 'unknown';
}

function interruptedBy(session: Session, signal: NodeJS.Signals): ExitCode {
  session.record({ type: 'interrupted', signal });
  return exitOf(signal);
}
