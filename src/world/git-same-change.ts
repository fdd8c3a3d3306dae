import { literally, type Scratch } from './git-scratch.js';

export interface SameChangeQuestion {
  /** The patch as text, and the files it names. */
  readonly text: string;
  readonly paths: readonly string[];
  readonly release: string;
  /** Commits that are reachable from here are not looked at. */
  readonly since: string;
}

/** The newest commit of a range that does what a patch does, or the very opposite. */
export type SameChange =
  | { readonly found: 'brought' | 'taken-back'; readonly commit: string }
  | { readonly found: 'nothing' }
  | { readonly found: 'unknown' };

/**
 * Compares patch ids, which stay the same over a rebase and another message. Commits are compared in the files of the
 * patch alone, so that one which does more still counts; merges say nothing of their own.
 */
export async function findSameChange(scratch: Scratch, question: SameChangeQuestion): Promise<SameChange> {
  const { text, paths, release, since } = question;
  const renames = /^rename from /m.test(text);
  const where = renames ? [] : ['--', ...paths.map(literally)];
  const [wanted, listed] = await Promise.all([
    patchIds(scratch, text),
    scratch.run([
      'rev-list',
      '--topo-order',
      '--full-history',
      '--no-merges',
      `--max-count=${mostCommits}`,
      release,
      `^${since}`,
      '--',
      ...paths.map(literally),
    ]),
  ]);
  if (wanted === undefined || !listed.ok) {
    return { found: 'unknown' };
  }

  const commits = listed.stdout.split('\n').filter((commit) => commit !== '');
  if (commits.length === 0 || wanted.length !== 1) {
    return { found: 'nothing' };
  }

  const form = ['diff-tree', '--stdin', '--root', '-r', '-p', '-U3', '--full-index', '--no-color', '--no-ext-diff'];
  const idsOf = async (more: readonly string[]) => {
    const args = [...form, '--no-textconv', renames ? '-M' : '--no-renames', ...more, ...where];
    const diffs = await scratch.run(args, { input: `${commits.join('\n')}\n` });
    return diffs.ok ? patchIds(scratch, diffs.stdout) : undefined;
  };
  const [brought, takenBack] = await Promise.all([idsOf([]), idsOf(backwards)]);
  if (brought === undefined || takenBack === undefined) {
    return { found: 'unknown' };
  }

  const [id] = wanted.map((one) => one.id);
  const does = new Set(brought.filter((one) => one.id === id).map(({ commit }) => commit));
  const undoes = new Set(takenBack.filter((one) => one.id === id).map(({ commit }) => commit));
  const newest = commits.find((commit) => does.has(commit) || undoes.has(commit));
  return newest === undefined
    ? { found: 'nothing' }
    : { found: does.has(newest) ? 'brought' : 'taken-back', commit: newest };
}

/** With the names of the two sides as they are forwards: they are part of the id. */
const backwards = ['-R', '--src-prefix=b/', '--dst-prefix=a/'];

/** Of those that change the files of the patch. */
const mostCommits = 2000;

interface PatchId {
  readonly id: string;
  readonly commit: string;
}

/** `git patch-id --stable`: the same for an mbox, for `git show` and for a bare diff. */
async function patchIds(scratch: Scratch, diffs: string): Promise<readonly PatchId[] | undefined> {
  const { ok, stdout } = await scratch.run(['patch-id', '--stable'], { input: diffs });
  return ok
    ? stdout.split('\n').flatMap((line) => {
        const [id = '', commit = ''] = line.split(' ');
        return id === '' ? [] : [{ id, commit }];
      })
    : undefined;
}
