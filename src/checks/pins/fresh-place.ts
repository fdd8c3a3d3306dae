import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Git } from '../../world/git.js';
import { inWorktree } from '../tests-worktree.js';
import type { CommitFiles } from './model.js';

export interface FreshPlace {
  readonly git: Pick<Git, 'run'>;
  readonly commit: string;
  readonly files: CommitFiles;
  /** What is needed of it; undefined: the whole tree. */
  readonly paths: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

export type Placed<T> = { readonly made: true; readonly result: T } | { readonly made: false; readonly why: string };

/**
 * Does `work` in a temporary directory with the release's own files, `files`, and beside it an empty one, `scratch`. Both
 * are removed again whatever happens.
 */
export async function inFreshPlace<T>(
  { git, commit, files, paths, signal }: FreshPlace,
  work: (place: { readonly files: string; readonly scratch: string }) => Promise<T>,
): Promise<Placed<T>> {
  const top = await mkdtemp(join(tmpdir(), 'shipit-pins-'));
  const scratch = join(top, 'scratch');
  try {
    await mkdir(scratch);
    if (paths === undefined) {
      return await inWorktree(git, commit, signal, (root) => work({ files: root, scratch }));
    }

    const root = join(top, 'release');
    for (const path of paths) {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, files.text(path) ?? '');
    }
    return { made: true, result: await work({ files: root, scratch }) };
  } finally {
    await rm(top, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}
