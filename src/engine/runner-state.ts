import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import { foldRun } from '../run/fold.js';
import type { Run } from '../run/run.js';

/** How the process that carries out a launch is doing, by the log. */
export interface RunnerState {
  /** `waiting`: it has not claimed the run yet. `gone`: it died, and the log has no end. */
  readonly state: 'waiting' | 'running' | 'ended' | 'gone';
  readonly run: Run;
  /** Process id of the runner, to pass a signal on to. */
  readonly pid?: number;
}

/** @param gen the segment that the runner was told to claim */
export function runnerState(project: ProjectPaths, runId: string, gen: number): RunnerState {
  const read = readRun(project, runId);
  const run = foldRun(toStampedEvents(read.records));
  const segment = read.segments.find((one) => one.gen >= gen);
  if (segment === undefined) {
    return { state: 'waiting', run };
  }

  const busy = run.phase === 'deploying' || run.phase === 'undoing' || run.phase === 'decided';
  const pid = segment.identity?.pid;
  return {
    // It holds on to the run for a moment after the last word.
    state: read.alive ? 'running' : busy ? 'gone' : 'ended',
    run,
    ...(pid === undefined ? {} : { pid }),
  };
}
