import type { ProjectPaths } from '../audit/state.js';
import type { Checklist, Target } from '../checklist/model.js';
import { findPrevious, type PreviousFound } from '../world/previous.js';
import type { World } from '../world/world.js';
import { pastRuns } from './history.js';

/** What the target runs now, by everything that can be asked without its hosts: the deployed ref, and the log. */
export async function currentPrevious(
  { world, project, run }: { readonly world: World; readonly project: ProjectPaths; readonly run?: string },
  { checklist, target }: { readonly checklist: Checklist; readonly target: Target },
): Promise<PreviousFound> {
  return findPrevious({
    git: world.git,
    target,
    sources: checklist.lastDeploy,
    log: pastRuns(project, target.name, run).lastLive,
  });
}
