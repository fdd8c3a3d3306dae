import type { Path } from '../../checklist/tree.js';
import { globs, line } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

export interface OrderOptions {
  /** Keys of trailers; `Needs-Deployed` counts beside them. */
  readonly trailers: readonly string[];
  /** What a needed change has to be before this run. */
  readonly require: 'deployed' | 'merged';
  readonly rules: readonly OrderRule[];
  /** git globs: a needed change that touches nothing else does not count. */
  readonly ignore: readonly string[];
}

/** `repo:glob` twice: where this run changes files of `if`, those of `first` have to be live before. */
export interface OrderRule {
  readonly if: string;
  readonly first: string;
}

const trailer = line(60).refine((text) => /^[A-Za-z0-9-]+$/.test(text), 'is no key of a trailer: write Depends-On');

const repoGlob = line(300)
  .refine((text) => /^[^:]+:[^\s:].*$/.test(text), 'names no repository and glob: write `schemas:schemas/**`')
  .refine(
    (text) => !/^[^:]+:(?:\/|\.{1,2}(?:\/|$))/.test(text),
    'can match no file: paths begin at the top of the repository, without `/` or `./`; write `schemas:schemas/**`',
  );

export const orderOptions: z.ZodType<OrderOptions> = z.strictObject({
  trailers: z
    .array(trailer)
    .min(1)
    .max(10)
    .default(['Depends-On'])
    .describe('Keys of trailers that name what a commit needs; `Needs-Deployed` always counts.'),
  require: z
    .enum(['deployed', 'merged'])
    .default('deployed')
    .describe('What a needed change has to be: live, or only merged.'),
  rules: z
    .array(
      z.strictObject({
        if: repoGlob.describe('`repository:glob`: where this run changes such files …'),
        first: repoGlob.describe('… changes of these have to be live before, or earlier in this run.'),
      }),
    )
    .max(50)
    .default([])
    .describe('What has to go out first although no commit says so.'),
  ignore: globs.default([]).describe('Needed changes that touch only such files do not count: `["docs/**"]`.'),
});

/** `schemas:schemas/**` in two. */
export function repoAndGlob(text: string): { readonly repo: string; readonly glob: string } {
  const colon = text.indexOf(':');
  return { repo: text.slice(0, colon).trim(), glob: text.slice(colon + 1).trim() };
}

export const reposInRules = ({ rules }: OrderOptions): readonly { readonly name: string; readonly path: Path }[] =>
  rules.flatMap((rule, index) =>
    (['if', 'first'] as const).map((key) => ({ name: repoAndGlob(rule[key]).repo, path: ['rules', index, key] })),
  );
