import { z } from '../../checklist/zod.js';
import type { NetChange } from '../../world/git-contents.js';
import type { GatherContext } from '../kind.js';
import { isMigration, isToldByText } from '../migrations/find.js';
import { leftOutIn } from '../migrations/left-out.js';
import { lookFor } from '../migrations/look-for.js';
import { type MigrationsOptions, migrationsOptions } from '../migrations/options.js';
import { movedSubmodules } from '../migrations/submodules.js';
import { unclaimedAmong } from '../migrations/unclaimed.js';

/**
 * The changed paths that lie where migrations lie, as the item `migrations` would find them, and what looks like one;
 * undefined where that cannot be known.
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

  const looked = await lookFor(changes, files.value, options, world.git, signal);
  if (!looked.known) {
    return undefined;
  }

  const { frameworks, candidates, suspects } = looked.value;
  const read = [...candidates.filter(isToldByText).map(({ change }) => change), ...suspects.byText];
  const [told, submodules] = await Promise.all([
    world.git.blobs(
      read.map(({ before, after }) => after ?? before ?? ''),
      signal,
    ),
    movedSubmodules(world.git.run, changes, leftOutIn(files.value), signal),
  ]);
  if (!told.known) {
    return undefined;
  }

  const found = candidates.filter((one) => isMigration(one, told.value, frameworks)).map(({ change }) => change.path);
  const unclaimed = unclaimedAmong(suspects, told.value, (path) => found.includes(path));
  return [...new Set([...found, ...[...unclaimed, ...submodules].map(({ path }) => path)])];
}

/** Those of the checklist's own item, or the usual ones. */
export function migrationsOptionsOf({ checks }: Pick<GatherContext['checklist'], 'checks'>): MigrationsOptions {
  const item = checks.find(({ kind }) => kind === 'migrations');
  return item === undefined ? migrationsOptions.parse({}) : validated.parse(item.options);
}

/** What stands in a checklist has come through the schema of its kind already. */
const validated = z.custom<MigrationsOptions>((value) => typeof value === 'object' && value !== null);
