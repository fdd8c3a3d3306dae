import type { Checklist, Item, Target } from '../checklist/model.js';
import { knownId, revisionId } from '../checklist/reserved.js';
import { asksServers } from '../world/previous.js';
import { canBeAsked } from '../world/revision/ask-running.js';
import { knownItem } from './known-previous.js';
import { revisionItem } from './runs-release.js';

/**
 * The checklist with what shipit asks by itself of a target whose servers can say what they run: before the deploy, after
 * all else, whether that is known; after it, before all else, whether they run the release. Neither where the checklist
 * asks it already.
 */
export const askRevision = (checklist: Checklist, target: Target): Checklist => {
  const { checks, after, lastDeploy } = checklist;
  // A deploy without a single question of the team's own is not a go, whatever shipit asks.
  const before = asksServers(target, lastDeploy) && checks.some(isOn) && !checks.some(asksKnown);
  const behind = canBeAsked(target) && !after.some(asksRevision);
  return before || behind
    ? {
        ...checklist,
        checks: before ? [...checks, knownItem] : checks,
        after: behind ? [revisionItem, ...after] : after,
      }
    : checklist;
};

const isOn = ({ level }: Item): boolean => level !== 'off';

/** Not one whose `when` may not hold. A facet that is turned off was turned off by somebody who means it. */
const asks = (kind: string, { kind: its, level, when }: Item): boolean =>
  its === kind && level !== 'off' && when === undefined;

const asksKnown = (item: Item): boolean => item.kind === knownId || asks('release', item);

const asksRevision = (item: Item): boolean => item.kind === revisionId || asks('watch', item);
