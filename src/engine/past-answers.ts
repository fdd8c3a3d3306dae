import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import type { PastAnswer } from '../checks/kind.js';
import { facetOf } from '../run/facet-name.js';
import type { RunDigest } from '../run/summary.js';

/** How many runs are read for it, newest first. */
const mostRuns = 20;

/**
 * What people answered to a facet, or to any of several of the same sort, newest first.
 * @param runs newest first
 * @param since UTC, ISO 8601
 */
export function answersSince(
  project: ProjectPaths,
  runs: readonly RunDigest[],
  { facet, since }: { readonly facet: string; readonly since: string },
): readonly PastAnswer[] {
  return runs
    .filter(({ ended }) => ended === null || ended >= since)
    .slice(0, mostRuns)
    .flatMap(({ run }) => toStampedEvents(readRun(project, run).records).toReversed())
    .flatMap(({ t, event }) =>
      event.type === 'answer' &&
      event.facet !== undefined &&
      [event.facet, facetOf(event.facet)].includes(facet) &&
      t >= since
        ? [{ by: event.by, answer: event.answer, how: event.how, at: t }]
        : [],
    );
}
