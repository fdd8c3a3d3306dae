import { short } from '../../run/release.js';
import type { Git } from '../../world/git.js';
import { completed } from '../../world/revision/base.js';

/** Whether a commit, or its change, is in another one. */
export type Held =
  | { readonly state: 'yes'; readonly how: string }
  | { readonly state: 'no'; readonly why: string; readonly takenBack?: true }
  | { readonly state: 'unknown'; readonly why: string };

/**
 * Whether `commit` holds what `needed` did: as its ancestor, as the same change under another name (`git cherry` compares
 * patch ids), or by the line that `git cherry-pick -x` leaves; and has not taken it back since. A commit that is not here
 * is fetched once.
 * @param needed, commit full ids
 */
export async function holds(git: Git, commit: string, needed: string): Promise<Held> {
  const first = await git.isAncestor(needed, commit);
  const is =
    first === 'unknown' && (await completed(git, needed)) !== undefined && (await completed(git, commit)) !== undefined
      ? await git.isAncestor(needed, commit)
      : first;
  if (is === 'unknown') {
    return { state: 'unknown', why: `git cannot compare ${short(needed)} with ${short(commit)}` };
  }

  if (is === 'yes') {
    return unlessTakenBack(git, { commit, brought: needed, how: 'in its history' });
  }

  const [same, picked] = await Promise.all([
    isSameChange(git, commit, needed),
    logOf(git, `(cherry picked from commit ${needed})`, commit, needed),
  ]);
  if (same) {
    return { state: 'yes', how: 'the same change under another commit' };
  }

  const [copy] = picked ?? [];
  return copy === undefined
    ? { state: 'no', why: 'without it' }
    : unlessTakenBack(git, { commit, brought: copy, how: `cherry-picked as ${short(copy)}` });
}

/** All that `needed` brought is there under another name; of a merge, everything on its side branch. */
async function isSameChange(git: Git, commit: string, needed: string): Promise<boolean> {
  const { ok, stdout } = await git.run(['cherry', commit, needed, `${needed}^1`]);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return ok && lines.length > 0 && lines.every((line) => line.startsWith('- '));
}

interface Brought {
  readonly commit: string;
  readonly brought: string;
  readonly how: string;
}

/** By the sentence that `git revert` writes; a revert of the revert brings it again. */
async function unlessTakenBack(git: Git, { commit, brought, how }: Brought, depth = 0): Promise<Held> {
  const reverts = await logOf(git, `This reverts commit ${brought}`, commit, brought);
  if (reverts === undefined || depth > mostReverts) {
    return { state: 'unknown', why: `git could not tell whether ${short(brought)} was taken back` };
  }

  const [newest] = reverts;
  if (newest === undefined) {
    return { state: 'yes', how };
  }

  const still = await unlessTakenBack(git, { commit, brought: newest, how }, depth + 1);
  return still.state === 'yes'
    ? { state: 'no', takenBack: true, why: `which has it and took it back with ${short(newest)}` }
    : still.state === 'no'
      ? { state: 'yes', how }
      : still;
}

const mostReverts = 4;

/** Commits whose message has the text, newest first: those in `commit` and not in `since`. */
async function logOf(git: Git, text: string, commit: string, since: string): Promise<readonly string[] | undefined> {
  const { ok, stdout } = await git.run([
    ...['log', '--fixed-strings', `--grep=${text}`, '--max-count=20', '--no-color', '--format=%H'],
    ...[commit, `^${since}`, '--'],
  ]);
  return ok ? stdout.split('\n').filter((id) => id !== '') : undefined;
}
