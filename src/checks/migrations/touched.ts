import { type Read, read } from '../../world/git-answers.js';
import type { GitRun } from '../../world/git-process.js';

/**
 * Which commits of a range changed which of the paths, merges left out: by path, newest first. One git process for all.
 * @param paths from the top of the tree, raw
 */
export async function touchedBy(
  run: GitRun,
  { from, to }: { readonly from: string; readonly to: string },
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Read<ReadonlyMap<string, readonly string[]>>> {
  const answer = await run(
    [
      ...['log', '-z', '--no-merges', '--full-history', '--no-renames', '--no-color', '--format=%H', '--name-only'],
      ...[to, `^${from}`, '--', ...paths.map((path) => `:(top,literal)${path}`)],
    ],
    { timeoutMs: 30_000, signal },
  );
  return read(answer, (output) => byPath(output, new Set(paths)));
}

/** A commit, NUL, newline, its paths, each with NUL. Only what was asked about is a path; all else is a commit. */
function byPath(output: string, paths: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let commit = '';
  let isFirst = false;
  for (const field of output.split('\0')) {
    const path = isFirst ? field.replace(/^\n/, '') : field;
    if (paths.has(path)) {
      found.set(path, [...(found.get(path) ?? []), commit]);
      isFirst = false;
    } else {
      commit = field.trim();
      isFirst = true;
    }
  }

  return found;
}
