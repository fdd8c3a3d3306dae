import { setTimeout as pause } from 'node:timers/promises';
import { outputFile } from '../audit/outputs.js';
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
  plain: boolean,
): Promise<ExitCode | undefined> {
  const found = await atWork(project, id);
  if (found === undefined) {
    return undefined;
  }

  const { undoing, gen } = found;
  const outPath = outputFile(project, id, undoing ? 'undo' : 'deploy');

  const signals = listenToSignals();
  try {
    const what = `attached to ${undoing ? 'the roll-back' : 'the deploy'} of run ${id}`;
    const state = await followDeploy(context, signals, { project, run: id, gen, outPath, what, plain });
    if (state !== undefined && typeof state !== 'string') {
      return undefined;
    }

    context.stdout.write(`shipit: it goes on in the background; attach again: shipit resume ${id}\n`);
    return state === undefined ? exitCodes.paused : exitOf(state);
  } finally {
    signals.stop();
  }
}

/** How long a process that has just claimed the run gets to say what it does, and how often it is asked, in milliseconds. */
const sayMs = 2000;
const askMs = 50;

/**
 * The runner that has the run, if one has. Between a launch and its first word the log says nothing of it but that the
 * run is taken; a screen that has it says nothing either, so that after a while it counts as one.
 */
async function atWork(
  project: ProjectPaths,
  id: string,
): Promise<{ readonly undoing: boolean; readonly gen: number } | undefined> {
  const deadline = performance.now() + sayMs;
  for (;;) {
    const read = readRun(project, id);
    const { phase, deploy } = foldRun(toStampedEvents(read.records));
    const segment = read.segments.at(-1);
    if (!read.alive || segment === undefined || deploy?.tty) {
      return undefined;
    }

    if (phase === 'decided' || phase === 'deploying' || phase === 'undoing') {
      return { undoing: phase === 'undoing', gen: segment.gen };
    }

    const silent = read.records.at(-1)?.type === 'segment';
    if (!(phase === 'failed' || phase === 'deployed') || !silent || performance.now() > deadline) {
      return undefined;
    }

    await pause(askMs);
  }
}
