import type { GatherContext } from '../kind.js';
import { sincePrevious } from '../since-previous.js';
import { nothingToCompare, notKnown } from './authors.js';
import type { NeedLook, Stretch } from './model.js';

/** Whoever wrote a migration of this release (checks.md section 5.7). */
export async function lookAtMigrationAuthors(_stretch: Stretch, context: GatherContext): Promise<NeedLook> {
  const since = await sincePrevious(context);
  const facet =
    since.base === undefined
      ? nothingToCompare(since)
      : notKnown('who wrote the migrations of this release is not known');
  return { needed: [], facets: { migration_authors: facet } };
}
