import type { Release } from '../../run/release.js';
import type { Git } from '../../world/git.js';
import type { RangeCommit } from '../../world/git-contents.js';
import { completed } from '../../world/revision/base.js';
import { readRecordName, signoffsFolder } from './record.js';

/** How some commit stands to the release. */
export type Compared =
  | { readonly is: 'same' }
  /** Another commit with exactly the release's content: rebased, or squashed. */
  | { readonly is: 'same-content'; readonly commit: string }
  | Different
  /** It is in no clone that can be asked. */
  | { readonly is: 'not-here' }
  | { readonly is: 'unknown'; readonly why: string };

export interface Different {
  readonly is: 'different';
  /** Full id. */
  readonly commit: string;
  /** What it has and the release has not, newest first. */
  readonly ahead: readonly RangeCommit[];
  /** What the release has and it has not, newest first. */
  readonly behind: readonly RangeCommit[];
  /** All that differs are sign-offs, which are committed after what they are about; or is under `ignore`. */
  readonly only?: 'signoffs' | 'ignored';
}

/** @param said 7 to 64 digits; fetched where it is not here */
export async function compare(
  git: Git,
  said: string,
  release: Pick<Release, 'commit' | 'tree'>,
  ignore: readonly string[],
): Promise<Compared> {
  if (said.length >= 7 && release.commit.startsWith(said)) {
    return { is: 'same' };
  }

  const commit = await completed(git, said);
  const found = commit === undefined ? undefined : await git.resolve(commit);
  if (commit === undefined || found === undefined) {
    return { is: 'not-here' };
  }

  if (found.tree === release.tree) {
    return { is: 'same-content', commit };
  }

  const [ahead, behind, paths, ignored] = await Promise.all([
    git.commitsBetween(release.commit, commit),
    git.commitsBetween(commit, release.commit),
    git.changedPaths(commit, release.commit),
    ignore.length === 0 ? [] : git.changedPaths(commit, release.commit, ignore),
  ]);
  if (!ahead.known || !behind.known || paths === undefined || ignored === undefined) {
    const why = !ahead.known ? ahead.why : behind.known ? 'git could not compare the commits' : behind.why;
    return { is: 'unknown', why };
  }

  const only = onlyIn(paths, new Set(ignored));
  return {
    ...{ is: 'different', commit, ahead: ahead.value, behind: behind.value },
    ...(only === undefined ? {} : { only }),
  };
}

function onlyIn(paths: readonly string[], ignored: ReadonlySet<string>): Different['only'] {
  const rest = paths.filter((path) => !isSignoff(path));
  if (rest.length === 0) {
    return paths.length === 0 ? undefined : 'signoffs';
  }

  return rest.every((path) => ignored.has(path)) ? 'ignored' : undefined;
}

/** Whatever else lies in that folder was never looked at by anybody who signed off. */
const isSignoff = (path: string): boolean =>
  path.startsWith(`${signoffsFolder}/`) &&
  readRecordName(path.slice(signoffsFolder.length + 1).replace(/\.sig$/, '')) !== undefined;
