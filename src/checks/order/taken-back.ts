import type { Git } from '../../world/git.js';
import { asRevert, type Revert, standingReverts, takesIn } from './reverts.js';

/** What became of a change since it came in. `partly`: some of the commits of a merge. */
export type TakenBack =
  | { readonly is: 'no' }
  | { readonly is: 'yes' | 'partly'; readonly by: string }
  | { readonly is: 'unknown' };

export interface Brought {
  /** Whose history is searched: full id. */
  readonly commit: string;
  /** The commit of that history which brought the change: full id. */
  readonly brought: string;
  /** Other commits that are the same change: what takes them back is meant for this one, too. */
  readonly also?: readonly string[];
}

/**
 * By the sentence that `git revert` writes, about the change itself or about a merge that brought it; a revert of the
 * revert brings it again. Of a merge, what it brought is looked for, too.
 */
export async function takenBack(git: Git, { commit, brought, also = [] }: Brought): Promise<TakenBack> {
  const reverts = await revertsIn(git, commit, brought);
  if (reverts === undefined) {
    return { is: 'unknown' };
  }

  if (reverts.length === 0) {
    return { is: 'no' };
  }

  const ofMerges = reverts.some(({ of }) => of.some(({ mainline }) => mainline !== undefined));
  const [parents, side] = await Promise.all([
    ofMerges ? parentsIn(git, commit, brought) : new Map<string, readonly string[]>(),
    sideOf(git, brought),
  ]);
  if (parents === undefined || side === undefined) {
    return { is: 'unknown' };
  }

  const takes = takesIn(parents);
  const standing = standingReverts(reverts, takes);
  const whole = standing.find((revert) => takes(revert, [brought, ...also]));
  if (whole !== undefined) {
    return { is: 'yes', by: whole.by };
  }

  const some = standing.find((revert) => side.some((one) => takes(revert, [one])));
  return some === undefined ? { is: 'no' } : { is: 'partly', by: some.by };
}

/** More is nothing that a repository has since one change, or that people wrote in one message. */
const mostReverts = 500;
const mostInOne = 100;
const mostOfMerges = 200;

/** Newest first. */
async function revertsIn(git: Git, commit: string, since: string): Promise<readonly Revert[] | undefined> {
  const { ok, stdout } = await git.run(
    [
      ...['log', '-z', '--topo-order', '--regexp-ignore-case', '--fixed-strings', '--grep=This reverts commit'],
      ...[`--max-count=${mostReverts + 1}`, '--no-color', '--format=%H%n%B', commit, `^${since}`, '--'],
    ],
    { timeoutMs: 20_000 },
  );
  const all = stdout.split('\0').filter((text) => text !== '');
  const reverts = ok && all.length <= mostReverts ? all.map(asRevert) : undefined;
  const ofMerges = reverts?.flatMap(({ of }) => of.filter(({ mainline }) => mainline !== undefined)) ?? [];
  return ofMerges.length > mostOfMerges || reverts?.some(({ of, names }) => of.length + names.length > mostInOne)
    ? undefined
    : reverts;
}

/** Everything since a commit, with its parents. */
async function parentsIn(
  git: Git,
  commit: string,
  since: string,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const { ok, stdout } = await git.run(['rev-list', '--parents', commit, `^${since}`, '--'], { timeoutMs: 20_000 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return ok ? new Map(lines.map((line) => [line.slice(0, line.search(/ |$/)), line.split(' ').slice(1)])) : undefined;
}

/** What a merge brought; nothing for any other commit. */
async function sideOf(git: Git, merge: string): Promise<readonly string[] | undefined> {
  const { ok, code, stdout } = await git.run(['rev-list', `${merge}^1..${merge}`, '--']);
  // The first commit of all has no parent.
  return ok ? stdout.split('\n').filter((id) => id !== '' && id !== merge) : code === 128 ? [] : undefined;
}
