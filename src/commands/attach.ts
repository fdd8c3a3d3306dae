import { recordedOutput } from '../audit/outputs.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import { type ExitCode, exitCodes } from '../errors.js';
import { foldRun } from '../run/fold.js';
import type { CommandContext } from './context.js';
import { listenToSignals } from './signals.js';

/**
 * Follows a deploy that still runs, from its first byte, until it ends. Reads only: the log is the runner's.
 * @returns an exit code when it was left before the end; `undefined` when nothing runs (any more)
 */
export async function attach(
  context: CommandContext,
  project: ProjectPaths,
  id: string,
): Promise<ExitCode | undefined> {
  const read = readRun(project, id);
  const run = foldRun(toStampedEvents(read.records));
  const segment = read.segments.at(-1);
  const undoing = run.phase === 'undoing';
  if (!read.alive || segment === undefined || !(run.phase === 'deploying' || undoing) || run.deploy?.tty) {
    return undefined;
  }

  const outPath = recordedOutput(project, id, undoing ? `${id}.undo.out` : (run.deploy?.out ?? ''));
  if (outPath === undefined) {
    return undefined;
  }

  const signals = listenToSignals();
  const { followOnTerminal } = await import('../ui/follow-screen.js');
  try {
    const state = await Promise.race([
      followOnTerminal({
        project,
        run: id,
        gen: segment.gen,
        outPath,
        what: `attached to ${undoing ? 'the roll-back' : 'the deploy'} of run ${id}`,
        stdin: context.stdin,
        fd: (context.stdout as typeof context.stdout & { readonly fd: number }).fd,
        onScreen: signals.onScreen,
      }),
      signals.received,
    ]);
    if (typeof state === 'string') {
      return state === 'SIGHUP' ? exitCodes.hangUp : state === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
    }

    return state === undefined ? exitCodes.paused : undefined;
  } finally {
    signals.stop();
  }
}
