import type { GatherContext } from '../kind.js';
import { migrationsOptionsOf } from '../lane/migration-paths.js';
import { whyNoWriter, withoutWriter, writersIn } from '../migrations/authors.js';
import { readMigrations } from '../migrations/read.js';
import { sincePrevious } from '../since-previous.js';
import { nothingToCompare, notKnown } from './authors.js';
import type { Needed, NeedLook, Stretch } from './model.js';

/** Whoever wrote a migration of this release (checks.md section 5.7), as the item `migrations` finds them. */
export async function lookAtMigrationAuthors(stretch: Stretch, context: GatherContext): Promise<NeedLook> {
  const since = await sincePrevious(context);
  if (since.base === undefined) {
    return { needed: [], facets: { migration_authors: nothingToCompare(since) } };
  }

  const options = migrationsOptionsOf(context.checklist);
  const read = await readMigrations(options, context, { commit: since.base, sources: [] });
  if (!read.known) {
    const why = `which migrations are in this release is not known: ${read.why}`;
    return { needed: [], facets: { migration_authors: notKnown(why) }, sources: read.sources };
  }

  const here = read.look.migrations.filter(({ status }) => status !== 'D');
  const needed = writersIn(here).map(
    ({ who, wrote }): Needed => ({
      facet: 'migration_authors',
      because: wrote.length === 1 ? 'wrote a migration' : `wrote ${wrote.length} migrations`,
      source: wrote.map(({ path }) => path).join(', '),
      ...{ who, stretch },
    }),
  );
  const orphans = withoutWriter(here);
  const why =
    since.doubt ??
    (orphans.length === 0
      ? read.look.unclaimed[0]?.why
      : whyNoWriter(orphans, orphans.map(({ path }) => path).join(', ')));
  return {
    needed,
    facets:
      why !== undefined
        ? { migration_authors: notKnown(why) }
        : needed.length === 0
          ? { migration_authors: { verdict: 'n/a', summary: 'no migrations in this release' } }
          : {},
    sources: read.sources,
  };
}
