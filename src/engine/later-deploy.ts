import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import { listSummaries } from '../audit/summaries.js';
import { foldRun } from '../run/fold.js';
import type { Run } from '../run/run.js';

/** How many runs of the log are looked through, newest first. */
const lookBack = 500;

/** The run that began to deploy to the same target after this one did; undefined if this one did not, or none has. */
export function laterDeploy(project: ProjectPaths, id: string, { deploy, target }: Run): string | undefined {
  if (deploy === undefined) {
    return undefined;
  }

  for (const { digest } of listSummaries(project, lookBack)) {
    const mayBe =
      digest.target === target && digest.run !== id && (digest.ended === null || digest.ended > deploy.startedAt);
    if (mayBe && startOf(project, digest.run) > deploy.startedAt) {
      return digest.run;
    }
  }

  return undefined;
}

/** UTC, ISO 8601; empty when it never deployed. */
const startOf = (project: ProjectPaths, run: string): string =>
  foldRun(toStampedEvents(readRun(project, run).records)).deploy?.startedAt ?? '';
