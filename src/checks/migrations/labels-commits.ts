import type { SourceAsked } from '../../run/evidence.js';
import type { MigrationsLook } from './model.js';
import { touchedBy } from './touched.js';

type Brought = { readonly sources: readonly SourceAsked[] } & (
  | { readonly known: true; readonly commits: readonly string[] }
  | { readonly known: false; readonly why: string }
);

/** The commits of the release that add or edit a migration that is in it, newest first. */
export async function commitsOf({ context, previous, migrations, commits }: MigrationsLook): Promise<Brought> {
  const paths = migrations.filter(({ status }) => status !== 'D').map(({ path }) => path);
  if (paths.length === 0) {
    return { known: true, commits: [], sources: [] };
  }

  const range = { from: previous.commit, to: context.release.commit };
  const touched = await touchedBy(context.world.git.run, range, paths, context.signal);
  const sources = touched.source === undefined ? [] : [touched.source];
  if (!touched.known) {
    return { known: false, why: touched.why, sources };
  }

  const found = new Set([...touched.value.values()].flat());
  return { known: true, commits: commits.map(({ commit }) => commit).filter((id) => found.has(id)), sources };
}
