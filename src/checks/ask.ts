import { question } from '../checklist/types.js';
import type { Kind } from './kind.js';

/** A closed question of the team's own, which only a person can answer. */
export const ask: Kind<string> = {
  name: 'ask',
  options: question,
  question: (_facts, text) => text,
  go: 'yes',
  why: 'Some things no machine can see: somebody has to look, and to say so.',
  facets: {},
  alwaysAsks: true,
  override: 'reason',
  ttlMs: 12 * 3_600_000,
  timeoutMs: 1000,
  boundToCommit: false,
  alwaysLookAgain: false,
};
