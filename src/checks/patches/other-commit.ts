import type { Manifest } from '../../world/git-manifest.js';
import type { HostTree } from './tree-answer.js';
import { candidatesOf } from './tree-candidates.js';

/** Commits that a tree is compared with beside its own, at most. */
const mostOthers = 5;

/** Of these commits the one that the tree of a host is exactly, to the last file; undefined where it is none of them. */
export async function otherCommitOf(
  tree: Extract<HostTree, { readonly how: 'git' | 'sums' }>,
  commits: readonly string[],
  manifest: (commit: string) => Promise<Manifest>,
  isIgnored: (path: string) => boolean,
): Promise<string | undefined> {
  if (tree.how !== 'sums' || tree.blind.length > 0) {
    return undefined;
  }

  for (const commit of [...new Set(commits)].slice(0, mostOthers)) {
    // What cannot be made into files is nothing to compare with.
    const files = await manifest(commit).catch(() => undefined);
    if (files !== undefined && files.entries.size > 0 && candidatesOf(tree, files, isIgnored).length === 0) {
      return commit;
    }
  }

  return undefined;
}
