import { foldRun } from '../run/fold.js';
import type { Run } from '../run/run.js';
import { safeLine } from '../text/sanitise.js';
import { Locked } from './error.js';
import { isGroupAlive } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { readRun, toStampedEvents } from './read.js';
import { listSummaries } from './summaries.js';

/** Process id of the command that a run started, that has no end on record, and that still does something. */
export function leftRunning({ deploy }: Run): number | undefined {
  const started = deploy?.running;
  return started !== undefined && isGroupAlive(started) ? started.pid : undefined;
}

export const leftRunningIn = (project: ProjectPaths, run: string): number | undefined =>
  leftRunning(foldRun(toStampedEvents(readRun(project, run).records)));

/** How many runs of the log are looked through, newest first. */
const lookBack = 100;

/**
 * Two commands must not deploy to a target side by side, not even when nobody follows the first any more.
 * @throws Locked when the command of another run on this target still runs
 */
export function refuseBesideCommand(project: ProjectPaths, target: string, own: string): void {
  for (const { digest } of listSummaries(project, lookBack)) {
    // Whatever has a known end has no command any more.
    const pid =
      digest.target === target && digest.run !== own && digest.outcome === 'unknown'
        ? leftRunningIn(project, digest.run)
        : undefined;
    if (pid !== undefined) {
      throw new Locked(...besideCommand(target, digest.run, pid));
    }
  }
}

/** Arguments of the refusal. */
export const besideCommand = (target: string, run: string, pid: number): [string, undefined, string] => [
  `the command of run ${safeLine(run, 40)} still runs as pid ${pid}: nothing else is deployed to ${safeLine(target, 40)} meanwhile`,
  undefined,
  `Wait for it to end, then say what became of it: shipit resume ${safeLine(run, 40)}`,
];
