import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acksFile } from '../checklist/acks-file.js';
import type { SourceAsked } from '../run/evidence.js';
import type { Git } from './git.js';
import { type GitOptions, whyNot } from './git-process.js';
import { parseStatus } from './status.js';

/** How a work tree differs from its commit. Paths are relative to the top, in git's order, raw. */
export interface TreeState {
  readonly head?: string;
  /** Absent when the head is detached. */
  readonly branch?: string;
  /** `origin/main`; absent if the branch follows none. */
  readonly upstream?: string;
  /** Tracked files that differ, unmerged ones and dirty submodules. */
  readonly changed: readonly string[];
  /** The acknowledgements were changed, which are not among `changed`: what shipit itself writes there is no part of what is tested and built. */
  readonly acksChanged?: true;
  /** Test runners and builds may pick these up, although no commit has them. */
  readonly untracked: readonly string[];
  /** Files that `git status` was told not to look at. */
  readonly hidden: readonly string[];
  /** `merge`, `rebase`, … that somebody has begun and not ended. */
  readonly unfinished?: string;
  readonly sources: readonly SourceAsked[];
}

export type TreeAnswer =
  | { readonly known: true; readonly tree: TreeState }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

/** Looks at the work tree of `git`. What cannot be found out is not clean: `known: false`. */
export async function readTree(
  git: Pick<Git, 'run' | 'root' | 'gitDir'>,
  options: GitOptions = {},
): Promise<TreeAnswer> {
  const [status, files] = await Promise.all([
    git.run(['status', '--porcelain=v2', '-z', '--branch', '--untracked-files=normal', ...evenIfConfigured], options),
    git.run(['ls-files', '-v', '-z'], options),
  ]);
  const sources = [status.source, files.source];
  const failed = [status, files].find((answer) => !answer.ok);
  if (failed !== undefined) {
    return { known: false, why: whyNot(failed), sources };
  }

  const { changed, ...rest } = parseStatus(status.stdout);
  const others = changed.filter((file) => file !== acksFile);
  const hidden = await hiddenFiles(git, files.stdout);
  const unfinished = operations.find(([file]) => existsSync(join(git.gitDir, file)))?.[1];
  return {
    known: true,
    tree: {
      ...rest,
      changed: others,
      ...(others.length === changed.length ? {} : { acksChanged: true as const }),
      hidden,
      ...(unfinished === undefined ? {} : { unfinished }),
      sources,
    },
  };
}

const evenIfConfigured = ['--ignore-submodules=none', '--no-renames'];

const operations = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
] as const;

/** `git ls-files -v`: a small letter is assume-unchanged, `S` is skip-worktree. */
async function hiddenFiles(git: Pick<Git, 'run' | 'root'>, listing: string): Promise<readonly string[]> {
  const entries = listing.split('\0').filter((entry) => /^[a-zS] /.test(entry));
  if (!entries.some((entry) => entry.startsWith('S '))) {
    return entries.map((entry) => entry.slice(2));
  }

  // A sparse checkout leaves files out by skip-worktree; there, only those that are on disk all the same are hidden.
  const sparse = (await git.run(['config', '--bool', 'core.sparseCheckout'])).stdout.trim() === 'true';
  return entries
    .filter((entry) => !sparse || !entry.startsWith('S ') || existsSync(join(git.root, entry.slice(2))))
    .map((entry) => entry.slice(2));
}
