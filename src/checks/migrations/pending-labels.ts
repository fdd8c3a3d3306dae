import { directoryOf } from './directory.js';
import type { Migration, MigrationsLook } from './model.js';

/** By the directory of an application of Django, from the top of the tree: how Django calls it. */
export type Labels = ReadonlyMap<string, string>;

/** The `label` in `apps.py`; what has none is called as its directory is. */
export async function djangoLabels(
  { files, context }: Pick<MigrationsLook, 'files' | 'context'>,
  migrations: readonly Pick<Migration, 'path'>[],
): Promise<Labels> {
  const applications = new Set(migrations.map(({ path }) => directoryOf(directoryOf(path))));
  const configurations = files.filter(
    ({ path }) => /(?:^|\/)apps\.py$/.test(path) && applications.has(directoryOf(path)),
  );
  if (configurations.length === 0) {
    return new Map();
  }

  const texts = await context.world.git.blobs(
    configurations.map(({ blob }) => blob),
    context.signal,
  );
  return new Map(
    configurations.flatMap(({ path, blob }) => {
      const [, label] =
        /^\s*label\s*(?::[^=\n]{1,50})?=\s*['"](\w+)['"]/m.exec((texts.known && texts.value.get(blob)) || '') ?? [];
      return label === undefined ? [] : [[directoryOf(path), label] as const];
    }),
  );
}
