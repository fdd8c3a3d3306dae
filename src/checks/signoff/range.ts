import type { Release } from '../../run/release.js';
import type { Git } from '../../world/git.js';
import type { SincePrevious } from '../since-previous.js';

/** What belongs to this release, and not to one before it. */
export interface ReleaseRange {
  /** Whether what is said of that commit can be about this release. @param tree its content, where somebody wrote it down */
  readonly matters: (commit: string, tree: string | undefined) => Promise<boolean>;
}

/**
 * Commits since what runs now; without that, all that the release is made of, as far back as a team remembers. What
 * nobody here knows may be about it.
 */
export async function rangeOf(
  git: Git,
  { commit, tree }: Pick<Release, 'commit' | 'tree'>,
  { base }: SincePrevious,
): Promise<ReleaseRange> {
  const commits = base === undefined ? undefined : await git.commitsBetween(base, commit);
  const inside = commits?.known ? new Set(commits.value.map((one) => one.commit)) : await lately(git, commit);
  return {
    matters: async (said, saidTree) => {
      if (said === commit || saidTree === tree || inside.has(said)) {
        return true;
      }

      if (saidTree !== undefined) {
        return false;
      }

      const here = await git.resolve(said);
      return here === undefined || here.tree === tree;
    },
  };
}

async function lately(git: Git, commit: string): Promise<ReadonlySet<string>> {
  const { ok, stdout } = await git.run(['rev-list', '--max-count=5000', commit, '--']);
  return new Set(ok ? stdout.split('\n').filter((id) => id !== '') : []);
}
