import { z } from '../../checklist/zod.js';
import type { NetChange } from '../../world/git-contents.js';
import type { GatherContext } from '../kind.js';
import { candidatesIn, isMigration, isToldByText } from '../migrations/find.js';
import { type MigrationsOptions, migrationsOptions } from '../migrations/options.js';
import { configurationsIn, frameworksIn } from '../migrations/places.js';

/**
 * The changed paths that lie where migrations lie, as the item `migrations` would find them; undefined where that cannot
 * be known.
 */
export async function migrationPaths(
  changes: readonly NetChange[],
  { world, release, checklist, signal }: GatherContext,
): Promise<readonly string[] | undefined> {
  const options = migrationsOptionsOf(checklist);
  const files = await world.git.files(release.commit);
  if (!files.known) {
    return undefined;
  }

  const configurations = configurationsIn(files.value).map(({ blob }) => blob);
  const texts = await world.git.blobs(configurations, signal);
  if (!texts.known) {
    return undefined;
  }

  const names = options.framework ?? frameworksIn(files.value);
  const candidates = candidatesIn(changes, files.value, options, names, texts.value);
  const ids = candidates.filter(isToldByText).map(({ change: { before, after } }) => after ?? before ?? '');
  const told = await world.git.blobs(ids, signal);
  return told.known
    ? candidates.filter((one) => isMigration(one, told.value, names)).map(({ change }) => change.path)
    : undefined;
}

/** Those of the checklist's own item, or the usual ones. */
export function migrationsOptionsOf({ checks }: Pick<GatherContext['checklist'], 'checks'>): MigrationsOptions {
  const item = checks.find(({ kind }) => kind === 'migrations');
  return item === undefined ? migrationsOptions.parse({}) : validated.parse(item.options);
}

/** What stands in a checklist has come through the schema of its kind already. */
const validated = z.custom<MigrationsOptions>((value) => typeof value === 'object' && value !== null);
