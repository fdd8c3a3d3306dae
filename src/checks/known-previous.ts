import { knownId } from '../checklist/reserved.js';
import type { KindToAsk } from './kind.js';
import { ownItem } from './own-item.js';
import { knownFacet } from './release-known.js';

/**
 * What `release` asks as its facet `known`, for a checklist without one: what the target runs now goes to every command as
 * SHIPIT_PREVIOUS, and decides which items apply.
 */
export const knownPrevious: KindToAsk = {
  name: knownId,
  question: ({ target }) => `Is it known what ${target} runs now?`,
  go: 'yes',
  why: 'A way back was taken to a commit that had not been live for weeks.',
  facets: {},
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 30_000,
  boundToCommit: false,
  alwaysLookAgain: true,
  needsPrevious: true,
  gather: async (_options, { world, previous, previousFound }) => {
    const found = previousFound ?? { previous, serversNotAsked: true };
    const running = (found.servers ?? []).map((one) => ({ ...one }));
    return {
      ...knownFacet(previous ?? found.previous, found, await world.git.isShallow()),
      facts: { previous: previous?.commit ?? null, running },
    };
  },
};

export const knownItem = ownItem(knownId);
