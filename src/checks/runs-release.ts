import { revisionId } from '../checklist/reserved.js';
import { short } from '../run/release.js';
import type { KindToAsk } from './kind.js';
import { ownItem } from './own-item.js';
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

export const revisionItem = ownItem(revisionId);
