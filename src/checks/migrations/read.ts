import type { SourceAsked } from '../../run/evidence.js';
import type { Previous } from '../../run/release.js';
import type { Read } from '../../world/git-answers.js';
import type { RangeCommit } from '../../world/git-contents.js';
import type { GatherContext } from '../kind.js';
import { type Candidate, migrationsFrom } from './find.js';
import { leftOutIn } from './left-out.js';
import { lookFor } from './look-for.js';
import type { Migration, MigrationsLook, Unclaimed } from './model.js';
import type { MigrationsOptions } from './options.js';
import { movedSubmodules } from './submodules.js';
import { touchedBy } from './touched.js';
import { unclaimedAmong } from './unclaimed.js';
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

  const looked = await lookFor(changes.value, files.value, options, git, context.signal);
  if (!looked.known) {
    return { known: false, why: looked.why, sources };
  }

  const { frameworks, candidates, suspects, leftOut } = looked.value;
  const read = [...candidates.map(({ change }) => change), ...suspects.byText];
  const [blobs, touched, submodules] = await Promise.all([
    git.blobs(
      read.flatMap(({ before, after }) => [before, after].filter((id) => id !== undefined)),
      context.signal,
    ),
    touchedIn(candidates, { from, to }, context),
    movedSubmodules(git.run, changes.value, leftOutIn(files.value), context.signal),
  ]);
  const all = read.length === 0 ? sources : [...sources, ...sourcesOf(blobs, touched)];
  if (!blobs.known || !touched.known) {
    return { known: false, why: whyOf(blobs, touched), sources: all };
  }

  const migrations = await writtenBy(
    migrationsFrom(candidates, blobs.value, files.value, frameworks),
    { touched: touched.value, commits: commits.value },
    context,
  );
  const claimed = new Set(migrations.map(({ path }) => path));
  const unclaimed = unclaimedAmong(suspects, blobs.value, (path) => claimed.has(path)).map(
    ({ path, after = '' }): Unclaimed => ({
      ...{ path, blob: after },
      why: `${path} looks like a migration, of no framework that is known: name it in \`schema\` or \`data\``,
    }),
  );
  return {
    known: true,
    look: {
      ...{ context, options, previous, frameworks, migrations, leftOut },
      unclaimed: [...unclaimed, ...submodules.filter(({ path }) => !claimed.has(path))],
      ...{ changes: changes.value, commits: commits.value, files: files.value },
    },
    sources: all,
  };
}

interface Past {
  /** Ids of the commits that touched a file, by its path. */
  readonly touched: ReadonlyMap<string, readonly string[]>;
  readonly commits: readonly RangeCommit[];
}

/** Each with who wrote it. */
async function writtenBy(
  found: readonly Omit<Migration, 'authors'>[],
  { touched, commits }: Past,
  { world, checklist }: GatherContext,
): Promise<readonly Migration[]> {
  const byId = new Map(commits.map((commit) => [commit.commit, commit]));
  const cut = await cutOff([...touched.values()].flat(), byId, world.git);
  return found.map((one): Migration => {
    const ids = touched.get(one.path) ?? [];
    const written = ids.map((id) => byId.get(id)).filter((commit) => commit !== undefined);
    const known = written.filter(({ commit }) => !cut.has(commit));
    return {
      ...one,
      authors: writersOf(known, checklist.people),
      ...(known.length < written.length ? { cutOff: true as const } : {}),
    };
  });
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

/**
 * Commits at which a shallow clone ends. They seem to have written everything that is older; who has, nobody can say. Where
 * the clone is whole, a commit without parents wrote what it holds.
 */
async function cutOff(
  ids: readonly string[],
  byId: ReadonlyMap<string, RangeCommit>,
  git: GatherContext['world']['git'],
): Promise<ReadonlySet<string>> {
  const ends = new Set(ids.filter((id) => byId.get(id)?.parents.length === 0));
  return ends.size > 0 && (await git.isShallow()) ? ends : new Set();
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
