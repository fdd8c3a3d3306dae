import { recordedOutput } from '../audit/outputs.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import { type ExitCode, exitCodes } from '../errors.js';
import { foldRun } from '../run/fold.js';
import type { CommandContext } from './context.js';
import { followDeploy } from './follow-deploy.js';
import { exitOf, listenToSignals } from './signals.js';

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
  try {
    const what = `attached to ${undoing ? 'the roll-back' : 'the deploy'} of run ${id}`;
    const state = await followDeploy(context, signals, { project, run: id, gen: segment.gen, outPath, what });
    if (typeof state === 'string') {
      return exitOf(state);
    }

    if (state === undefined) {
      context.stdout.write(`shipit: it goes on in the background; attach again: shipit resume ${id}\n`);
      return exitCodes.paused;
    }

    return undefined;
  } finally {
    signals.stop();
  }
}
