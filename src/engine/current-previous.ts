import type { ProjectPaths } from '../audit/state.js';
import type { Checklist, Target } from '../checklist/model.js';
import { findPrevious, type PreviousFound } from '../world/previous.js';
import { askRunning } from '../world/revision/ask-running.js';
import type { Running } from '../world/revision/running.js';
import type { World } from '../world/world.js';
import { pastRuns } from './history.js';
import type { AskPrevious } from './learn-previous.js';

export interface PreviousPlace {
  readonly world: World;
  readonly project: ProjectPaths;
  readonly run?: string;
}

export interface PreviousSubject {
  readonly checklist: Checklist;
  readonly target: Target;
}

/**
 * What the target runs now, by the deployed ref and the log, which answer at once, and by what its servers said before.
 */
export async function currentPrevious(
  { world, project, run }: PreviousPlace,
  { checklist, target }: PreviousSubject,
  servers?: readonly Running[],
): Promise<PreviousFound> {
  return findPrevious({
    git: world.git,
    target,
    sources: checklist.lastDeploy,
    log: pastRuns(project, target.name, run).lastLive,
    ...(servers === undefined ? {} : { servers }),
  });
}

/** The same, with every host and address asked now. */
export async function askPrevious(
  place: PreviousPlace,
  subject: PreviousSubject,
  asking: AskPrevious,
): Promise<PreviousFound> {
  return currentPrevious(place, subject, await askRunning({ ssh: place.world.ssh, target: subject.target, ...asking }));
}
