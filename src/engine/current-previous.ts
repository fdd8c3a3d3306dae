import type { Checklist, Target } from '../checklist/model.js';
import type { Previous } from '../run/release.js';
import { findPrevious } from '../world/previous.js';
import type { World } from '../world/world.js';
import { lastLive } from './history.js';
import type { ProjectPaths } from '../audit/state.js';

/** What the target runs now, by everything that can be asked without its hosts: the deployed ref, and the log. */
export async function currentPrevious(
  { world, project }: { readonly world: World; readonly project: ProjectPaths },
  { checklist, target }: { readonly checklist: Checklist; readonly target: Target },
): Promise<Previous | null> {
  const found = await findPrevious({
    git: world.git,
    target,
    sources: checklist.lastDeploy,
    log: lastLive(project, target.name),
  });
  return found.previous;
}
