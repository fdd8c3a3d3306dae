import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import type { PastFacts } from '../checks/kind.js';
import type { Json } from '../run/evidence.js';

/** How many runs are read for it, newest first. */
const mostRuns = 20;

/**
 * The facts of one name in the evidence of runs, newest first.
 * @param runs newest first, with their targets
 */
export const factsIn = (
  project: ProjectPaths,
  runs: readonly { readonly run: string; readonly target: string }[],
  name: string,
): readonly PastFacts[] =>
  runs.slice(0, mostRuns).flatMap(({ run, target }) =>
    eventsOf(project, run)
      .toReversed()
      .flatMap(({ event }) => {
        const value: Json | undefined = event.type === 'evidence' ? event.facts[name] : undefined;
        return value === undefined || value === null ? [] : [{ target, value }];
      }),
  );

/** A run that is only looked at (`shipit check`) has no records. */
function eventsOf(project: ProjectPaths, run: string): ReturnType<typeof toStampedEvents> {
  try {
    return toStampedEvents(readRun(project, run).records);
  } catch {
    return [];
  }
}
