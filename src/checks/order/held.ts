import { short } from '../../run/release.js';
import type { Git } from '../../world/git.js';
import { completed } from '../../world/revision/base.js';
import { inTurn } from './in-turn.js';
import { takenBack } from './taken-back.js';

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

  const own =
    is === 'yes'
      ? await unlessTakenBack(git, { commit, brought: needed, how: 'in its history' })
      : await asSameChange(git, commit, needed);
  return own.state === 'yes' ? own : anyHeld([own, await asPicked(git, commit, needed)]);
}

/** All that `needed` brought is there under other names; of a merge, everything on its side branch. */
async function asSameChange(git: Git, commit: string, needed: string): Promise<Held> {
  const { ok, stdout } = await git.run(['cherry', commit, needed, `${needed}^1`]);
  const lines = linesOf(stdout);
  if (!ok || lines.length === 0 || !lines.every((line) => line.startsWith('- '))) {
    return { state: 'no', why: 'without it' };
  }

  const marked = await git.run(
    ['rev-list', '--no-merges', '--cherry-mark', '--left-only', `${commit}...${needed}`, `^${needed}^1`, '--'],
    { timeoutMs: 20_000 },
  );
  const copies = linesOf(marked.stdout).flatMap((line) => (line.startsWith('=') ? [line.slice(1)] : []));
  if (!marked.ok || copies.length === 0 || copies.length > mostCopies) {
    return { state: 'unknown', why: `git cannot tell whether ${short(commit)} took ${short(needed)} back` };
  }

  const held = await inTurn(copies, 4, (copy) =>
    unlessTakenBack(git, { commit, brought: copy, also: [needed], how: 'the same change under another commit' }),
  );
  return lines.length === 1 ? anyHeld(held) : allOf(held);
}

/** Of one change under several names, and of what a merge brought. */
const mostCopies = 200;

async function asPicked(git: Git, commit: string, needed: string): Promise<Held> {
  const { ok, stdout } = await git.run([
    ...['log', '--fixed-strings', `--grep=(cherry picked from commit ${needed})`, '--max-count=20', '--no-color'],
    ...['--format=%H', commit, `^${needed}`, '--'],
  ]);
  if (!ok) {
    return { state: 'unknown', why: `git cannot tell whether ${short(commit)} has a copy of ${short(needed)}` };
  }

  const held = await inTurn(linesOf(stdout), 4, (copy) =>
    unlessTakenBack(git, { commit, brought: copy, also: [needed], how: `cherry-picked as ${short(copy)}` }),
  );
  return anyHeld(held);
}

async function unlessTakenBack(
  git: Git,
  { how, ...what }: Parameters<typeof takenBack>[1] & { readonly how: string },
): Promise<Held> {
  const taken = await takenBack(git, what);
  switch (taken.is) {
    case 'no':
      return { state: 'yes', how };
    case 'yes':
      return { state: 'no', takenBack: true, why: `which has it and took it back with ${short(taken.by)}` };
    case 'partly':
      return { state: 'unknown', why: `${short(what.commit)} took a part of it back with ${short(taken.by)}` };
    case 'unknown':
      return { state: 'unknown', why: `git could not tell whether ${short(what.brought)} was taken back` };
  }
}

/** One of several ways is enough; unknown if that cannot be told of one, and no other is. */
export const anyHeld = (held: readonly Held[]): Held =>
  held.find(({ state }) => state === 'yes') ??
  held.find(({ state }) => state === 'unknown') ??
  held.find((one) => one.state === 'no' && one.takenBack) ??
  held[0] ?? { state: 'no', why: 'without it' };

/** Of several parts each is needed. */
const allOf = (held: readonly Held[]): Held => {
  const away = held.filter(({ state }) => state !== 'yes');
  const [one] = away;
  return one === undefined
    ? anyHeld(held)
    : one.state === 'no' && away.length < held.length
      ? { state: 'unknown', why: `it is there in part only: ${one.why.replace(/^which has it and/, 'somebody')}` }
      : one;
};

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
