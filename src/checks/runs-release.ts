import type { Checklist, Item, Target } from '../checklist/model.js';
import { revisionId } from '../checklist/reserved.js';
import { short } from '../run/release.js';
import { canBeAsked } from '../world/revision/ask-running.js';
import type { KindToAsk } from './kind.js';
import { lookAtRevision } from './watch-revision.js';

/**
 * A deploy command that ended well has not reached every host for that: all of them are asked again what they run
 * (checks.md section 3.2). A `watch` asks the same as its facet `revision`; where there is none, the run gets this item.
 */
export const runsRelease: KindToAsk = {
  name: revisionId,
  question: ({ release }) => `Does every host run ${short(release.commit)}?`,
  go: 'yes',
  why: 'A deploy went well, and one host of many still ran the old version for days.',
  facets: {},
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: 40_000,
  boundToCommit: true,
  alwaysLookAgain: false,
  gather: async (_options, context) => {
    const { running, revision } = await lookAtRevision(context);
    return { ...revision, facts: { running: running.map((one) => ({ ...one })) } };
  },
};

/** The checklist with that item first after the deploy, unless a watch of it asks already, or nobody can be asked. */
export const askRevision = (checklist: Checklist, target: Target): Checklist =>
  canBeAsked(target) && !checklist.after.some(asksAlready)
    ? { ...checklist, after: [revisionItem, ...checklist.after] }
    : checklist;

/** Not one whose `when` may not hold. A watch that has turned its facet off was written by somebody who means it. */
const asksAlready = ({ kind, level, when }: Item): boolean =>
  kind === revisionId || (kind === 'watch' && level !== 'off' && when === undefined);

const revisionItem: Item = {
  id: revisionId,
  kind: revisionId,
  options: {},
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit', line: 1, col: 1 },
};
