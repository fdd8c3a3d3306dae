import { passes } from '../../run/verdict.js';
import type { FacetFound } from '../kind.js';
import { some } from '../release-words.js';
import type { MigrationsLook } from './model.js';

/**
 * Facet `rehearsed`, where something else may be a migration, too: nobody can say that it ran on a copy. What is wrong
 * anyway stays, and each of these beside it.
 */
export function withUnclaimed(rehearsed: FacetFound, { unclaimed }: Pick<MigrationsLook, 'unclaimed'>): FacetFound {
  const [first, ...more] = unclaimed;
  if (first === undefined) {
    return rehearsed;
  }

  const texts = unclaimed.map(({ why }) => why);
  const summary = more.length === 0 ? first.why : `${first.why} (and ${more.length} more)`;
  return {
    ...rehearsed,
    ...(passes(rehearsed.verdict) ? { verdict: 'unknown', summary } : {}),
    detail: [...(rehearsed.detail ?? []), ...texts],
    findings: [
      ...(rehearsed.findings ?? ownFinding(rehearsed)),
      // Who accepts one accepts what it is now.
      ...unclaimed.map(({ path, blob, why }) => ({
        key: `unclaimed:${path}:${blob.slice(0, 12)}`,
        verdict: 'unknown' as const,
        text: why,
      })),
    ],
  };
}

/** As it is made of a facet that names none: with others beside it, it is not. */
const ownFinding = ({ verdict, summary }: FacetFound): NonNullable<FacetFound['findings']> =>
  passes(verdict) ? [] : [{ key: '', verdict, text: summary }];

/** What was seen and not counted is said. */
export const leftOutLines = ({ leftOut }: Pick<MigrationsLook, 'leftOut'>): readonly string[] =>
  leftOut.length === 0 ? [] : [`lies with tests or packages, and does not count: ${some(leftOut, 10)}`];
