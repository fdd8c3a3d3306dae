import type { RevisionSource } from '../../checklist/model.js';
import { globs, name, positiveDuration, revisions } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

/** Durations are milliseconds. */
export interface SignoffOptions {
  /** Of `people`: who may confirm. */
  readonly role: string;
  /** Where they tried it. */
  readonly env: string;
  /** How to learn what runs there; that of the target of this name unless given. */
  readonly revision?: readonly RevisionSource[];
  readonly via: 'record' | 'github' | 'ask';
  readonly max_age: number;
  /** git globs: a difference in nothing else is only a warning. */
  readonly ignore: readonly string[];
}

export const signoffOptions: z.ZodType<SignoffOptions> = z.strictObject({
  role: name.default('pm').describe('The role in `people` that confirms.'),
  env: name.default('staging').describe('Where it is tried; the name of a target, if there is one.'),
  revision: revisions
    .exactOptional()
    .describe('How to learn what runs there. Default: the `revision` of the target of that name.'),
  via: z
    .enum(['record', 'github', 'ask'])
    .default('record')
    .describe(
      'Where the confirmation is: a file of `shipit signoff`, a review or comment on GitHub, or the operator tells.',
    ),
  max_age: positiveDuration.default(72 * 3_600_000).describe('A confirmation older than this does not count.'),
  ignore: globs.default([]).describe('What may differ from what was confirmed, with a warning: `docs/**`.'),
});
