import type { Git } from '../../world/git.js';

/** Commits by their Gerrit Change-Id (lower case but for the `I`); a change that went to several branches has several. */
export type ChangeIds = ReadonlyMap<string, readonly string[]>;

/** Of everything any ref of the repository holds, with one process. Undefined if git could not tell. */
export async function changeIdsOf(git: Git): Promise<ChangeIds | undefined> {
  const { ok, stdout } = await git.run(
    [
      ...['log', '--all', '--no-color', `--max-count=${mostCommits}`, '--extended-regexp'],
      ...['--grep=^Change-Id: *I[0-9a-f]{40}', '--format=%H %(trailers:key=Change-Id,valueonly,separator=%x20)', '--'],
    ],
    { timeoutMs: 20_000 },
  );
  if (!ok) {
    return undefined;
  }

  const found = new Map<string, string[]>();
  for (const line of stdout.split('\n')) {
    const [commit = '', ...ids] = line.split(' ');
    for (const id of ids.filter((one) => /^I[0-9a-f]{40}$/i.test(one))) {
      const key = `I${id.slice(1).toLowerCase()}`;
      found.set(key, [...(found.get(key) ?? []), commit]);
    }
  }
  return found;
}

const mostCommits = 50_000;
