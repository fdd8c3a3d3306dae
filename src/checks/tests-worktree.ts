import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { short } from '../run/release.js';
import type { Git } from '../world/git.js';
import { whyNot } from '../world/git-process.js';

export type InWorktree<T> =
  | { readonly made: true; readonly result: T }
  | { readonly made: false; readonly why: string };

/**
 * Does `work` in a fresh checkout of `commit`, away from the operator's files. It is removed again whatever happens,
 * also after an abort.
 */
export async function inWorktree<T>(
  git: Pick<Git, 'run'>,
  commit: string,
  signal: AbortSignal,
  work: (path: string) => Promise<T>,
): Promise<InWorktree<T>> {
  const directory = await mkdtemp(join(tmpdir(), 'shipit-tests-'));
  // The last part names the work tree in `git worktree list`: a fixed name would clash with a run beside us.
  const path = join(directory, `shipit-${short(commit)}`);
  try {
    const added = await git.run(['worktree', 'add', '--detach', '--quiet', path, commit], {
      signal,
      timeoutMs: 120_000,
    });
    return added.ok ? { made: true, result: await work(path) } : { made: false, why: whyNot(added) };
  } finally {
    await git.run(['worktree', 'remove', '--force', '--force', path], { timeoutMs: 60_000 });
    await rm(directory, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    await git.run(['worktree', 'prune']);
  }
}
