import { readRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import type { PastSteps } from '../checks/kind.js';
import { foldRun } from '../run/fold.js';

/** What the records of a run tell about its steps. */
export function stepsOf(project: ProjectPaths, run: string): PastSteps {
  const { deploy, repos, dryRun } = foldRun(toStampedEvents(readRun(project, run).records));
  const ended = deploy?.steps ?? [];
  const names = [...ended.map(({ step }) => step), deploy?.step];
  return {
    repos,
    started: [...new Set(names.filter((name) => name !== undefined))],
    ended: ended.filter(({ rc, error }) => rc === 0 && error === undefined).map(({ step }) => step),
    dryRun,
  };
}
