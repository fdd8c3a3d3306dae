import type { SourceAsked } from '../../run/evidence.js';
import type { Previous } from '../../run/release.js';
import type { Read } from '../../world/git-answers.js';
import type { GatherContext } from '../kind.js';
import { type Candidate, candidatesIn, migrationsFrom } from './find.js';
import type { Migration, MigrationsLook } from './model.js';
import type { MigrationsOptions } from './options.js';
import { configurationsIn, frameworksIn } from './places.js';
import { touchedBy } from './touched.js';
import { writersOf } from './writers.js';

/** What was read of the release, or in words why that could not be. */
export type MigrationsRead =
  | { readonly known: true; readonly look: MigrationsLook; readonly sources: readonly SourceAsked[] }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

/**
 * Everything facets look at, from the release commit and never from the work tree. One thing that cannot be read leaves
 * all of it unknown: a migration that nobody sees is the one that does the damage.
 */
export async function readMigrations(
  options: MigrationsOptions,
  context: GatherContext,
  previous: Previous,
): Promise<MigrationsRead> {
  const { git } = context.world;
  const [from, to] = [previous.commit, context.release.commit];
  const [changes, commits, files] = await Promise.all([
    git.changes(from, to),
    git.commitsBetween(from, to),
    git.files(to),
  ]);
  const sources = sourcesOf(changes, commits, files);
  if (!changes.known || !commits.known || !files.known) {
    return { known: false, why: whyOf(changes, commits, files), sources };
  }

  const frameworks = options.framework ?? frameworksIn(files.value);
  const texts = await git.blobs(
    configurationsIn(files.value).map(({ blob }) => blob),
    context.signal,
  );
  if (!texts.known) {
    return { known: false, why: texts.why, sources };
  }

  const candidates = candidatesIn(changes.value, files.value, options, frameworks, texts.value);
  const [blobs, touched] = await Promise.all([
    git.blobs(
      candidates.flatMap(({ change: { before, after } }) => [before, after].filter((id) => id !== undefined)),
      context.signal,
    ),
    touchedIn(candidates, { from, to }, context),
  ]);
  const all = candidates.length === 0 ? sources : [...sources, ...sourcesOf(blobs, touched)];
  if (!blobs.known || !touched.known) {
    return { known: false, why: whyOf(blobs, touched), sources: all };
  }

  const byId = new Map(commits.value.map((commit) => [commit.commit, commit]));
  const migrations = migrationsFrom(candidates, blobs.value, files.value, frameworks).map((found): Migration => {
    const ids = touched.value.get(found.path) ?? [];
    const written = ids.map((id) => byId.get(id)).filter((commit) => commit !== undefined);
    return { ...found, authors: writersOf(written, context.checklist.people) };
  });
  return {
    known: true,
    look: {
      ...{ context, options, previous, frameworks, migrations },
      ...{ changes: changes.value, commits: commits.value, files: files.value },
    },
    sources: all,
  };
}

/** Of what is gone nobody has to be asked. */
async function touchedIn(
  candidates: readonly Candidate[],
  range: { readonly from: string; readonly to: string },
  { world, signal }: GatherContext,
): Promise<Read<ReadonlyMap<string, readonly string[]>>> {
  const paths = candidates.flatMap(({ change: { path, status } }) => (status === 'D' ? [] : [path]));
  return paths.length === 0
    ? { known: true, value: new Map(), source: nothingAsked }
    : touchedBy(world.git.run, range, paths, signal);
}

const nothingAsked: SourceAsked = { cmd: '', ms: 0 };

type Answer = Read<unknown>;

const sourcesOf = (...answers: readonly Answer[]): readonly SourceAsked[] =>
  answers.flatMap(({ source }) => (source === undefined || source.cmd === '' ? [] : [source]));

const whyOf = (...answers: readonly Answer[]): string =>
  answers
    .flatMap((answer) => (answer.known ? [] : [answer.why]))
    .slice(0, 1)
    .join('');
