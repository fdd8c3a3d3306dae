import { z } from 'zod';
import type { Kind } from './kind.js';

const text = z
  .string()
  .trim()
  .min(3, 'write the question, e.g. `ask: Is the status page ready?`')
  .max(90, 'a question has at most 90 characters: say the rest in `why`')
  .refine((question) => question.endsWith('?'), 'a question ends with a question mark')
  .describe('A closed question of your own, at most 90 characters, ending with a question mark.');

/** A closed question of the team's own, which only a person can answer. */
export const ask: Kind<string> = {
  name: 'ask',
  options: text,
  question: (_facts, question) => question,
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
