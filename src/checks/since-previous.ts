import type { PreviousFound } from '../world/previous.js';
import type { GatherContext } from './kind.js';
import { knownFacet } from './release-known.js';

/** What the release is compared with, and how sure that is. */
export interface SincePrevious {
  /** Full id of the commit that runs now; absent: nothing ran before, or nobody knows. */
  readonly base?: string;
  /** Nothing was ever deployed there: there is no difference to anything. */
  readonly first: boolean;
  /** Why it is not known, or not for certain; with a `base` what was found since it counts, what was not found does not. */
  readonly doubt?: string;
}

/** Waits until hosts and addresses have said what they run, or could not. */
export async function sincePrevious(context: GatherContext): Promise<SincePrevious> {
  const learnt = await context.learnPrevious?.();
  const found = learnt?.found ?? context.previousFound ?? { previous: context.previous, serversNotAsked: false };
  return howSure(learnt?.previous ?? context.previous, found, await context.world.git.isShallow());
}

function howSure(previous: GatherContext['previous'], found: PreviousFound, shallow: boolean): SincePrevious {
  const known = knownFacet(previous, found, shallow);
  const base = (previous ?? found.previous)?.commit;
  return {
    first: known.verdict === 'n/a',
    ...(base === undefined ? {} : { base }),
    ...(known.verdict === 'unknown' ? { doubt: `what runs now is unknown: ${known.summary}` } : {}),
  };
}
