import { messageOf } from '../errors.js';
import type { Git } from './git.js';
import type { Inclusion, PatchQuestion } from './git-inclusion-types.js';
import { largestPatch, pathsOfPatch } from './git-patch-paths.js';
import { textOfCommit } from './git-patch-text.js';
import { type Applied, applyPatch, putBackOf } from './git-put-back.js';
import { findSameChange } from './git-same-change.js';
import { type Scratch, type ScratchGit, withScratch } from './git-scratch.js';

export interface InclusionQuestion {
  /** Full id of the commit that goes out. */
  readonly release: string;
  /** Full id of the commit that runs now; without it no history is searched. */
  readonly previous?: string;
  /** In the order in which they would be put back. */
  readonly patches: readonly PatchQuestion[];
  readonly signal: AbortSignal;
}

export type InclusionGit = ScratchGit & Pick<Git, 'resolve' | 'isAncestor' | 'changedPaths'>;

/**
 * Whether a release holds patches, and if not, what putting them back changes (checks.md section 5.6). Everything is
 * tried for real in a temporary index: `git apply -3 --check` calls good what then conflicts. A patch that can be put
 * back is there when the next one is tried.
 */
export const judgePatches = (git: InclusionGit, question: InclusionQuestion): Promise<readonly Inclusion[]> =>
  withScratch(git, question.signal, async (scratch) => {
    const base = await scratch.indexOf(question.release);
    const judged: Inclusion[] = [];
    let state = { index: base, tree: await scratch.treeOf(base) };
    for (const patch of question.patches) {
      const { inclusion, index } = await judgeOne({ git, scratch, question, base, state }, patch);
      judged.push(inclusion);
      state = index === undefined ? state : { index, tree: await scratch.treeOf(index) };
    }

    return judged;
  }).catch((error: unknown) => {
    const why = messageOf(error);
    return question.patches.map((): Inclusion => ({ in: 'unknown', why }));
  });

interface Judging {
  readonly git: InclusionGit;
  readonly scratch: Scratch;
  readonly question: InclusionQuestion;
  /** The release as it is. */
  readonly base: string;
  /** The release with what was put back so far. */
  readonly state: { readonly index: string; readonly tree: string };
}

interface Judged {
  readonly inclusion: Inclusion;
  /** With the patch in it. */
  readonly index?: string;
}

async function judgeOne(judging: Judging, patch: PatchQuestion): Promise<Judged> {
  const { git, scratch, question } = judging;
  const commit = patch.commit === undefined ? undefined : (await git.resolve(patch.commit))?.commit;
  const text = patch.text ?? (commit === undefined ? undefined : await textOfCommit(scratch, commit));
  if (text === undefined) {
    return { inclusion: await withoutText(judging, patch) };
  }

  if (text.length > largestPatch) {
    return { inclusion: { in: 'unknown', why: 'the patch is larger than 1 MiB' } };
  }

  const file = await scratch.file(text);
  const named = await pathsOfPatch(scratch, file);
  if (!named.ok) {
    return { inclusion: { in: 'unknown', why: named.why } };
  }

  const { paths } = named;
  const ancestor = commit === undefined ? 'no' : await git.isAncestor(commit, question.release);
  const since = ancestor === 'yes' ? commit : question.previous;
  const decoded = new TextDecoder().decode(text);
  const change =
    since === undefined
      ? ({ found: 'nothing' } as const)
      : await findSameChange(scratch, { text: decoded, paths, release: question.release, since });
  const brought = ancestor === 'yes' && change.found !== 'taken-back' ? { by: 'commit' as const, commit } : undefined;
  const same = change.found === 'brought' ? { by: 'same-change' as const, commit: change.commit } : undefined;
  return tryIt(judging, { file, ...named, history: brought ?? same, takenBackBy: takenBack(change) });
}

const takenBack = (change: Awaited<ReturnType<typeof findSameChange>>): string | undefined =>
  change.found === 'taken-back' ? change.commit : undefined;

interface Trial {
  /** The patch. */
  readonly file: string;
  readonly paths: readonly string[];
  readonly binary: boolean;
  /** What the history of the release says for it. */
  readonly history: { readonly by: 'commit' | 'same-change'; readonly commit: string | undefined } | undefined;
  readonly takenBackBy: string | undefined;
}

async function tryIt(judging: Judging, trial: Trial): Promise<Judged> {
  const { scratch, question, base, state } = judging;
  const { file, paths, history } = trial;
  const release = { index: base, tree: question.release, file };
  const [taken, first] = await Promise.all([
    applyPatch(scratch, { ...release, how: ['-R'] }),
    applyPatch(scratch, { ...release, how: [] }),
  ]);
  const put = state.index === base ? first : await applyPatch(scratch, { ...state, file, how: [] });
  const isThere = (taken.ok && taken.changes.length > 0) || (first.ok && first.changes.length === 0);
  const fits = put.ok && put.changes.length > 0;
  if (history !== undefined && (isThere || !fits)) {
    // What can neither be taken out nor put in again was changed further since it came.
    const { by, commit } = history;
    const since = isThere ? {} : { changedSince: true as const };
    return { inclusion: { in: 'release', by, ...(commit === undefined ? {} : { commit }), ...since } };
  }

  if (isThere && fits) {
    const why = 'it looks as if it was there, and as if it was not: its lines are there several times';
    return { inclusion: { in: 'conflict', files: paths, why } };
  }

  if (isThere) {
    return { inclusion: { in: 'release', by: 'content' } };
  }

  return fits
    ? putBack(judging, trial, { how: 'as-is', merged: put })
    : putBack(judging, trial, { how: 'three-way', merged: await applyPatch(scratch, { ...state, file, how: ['-3'] }) });
}

interface Put {
  readonly how: 'as-is' | 'three-way';
  /** The release and what was put back so far, with the patch. */
  readonly merged: Applied;
}

async function putBack({ scratch, base, state }: Judging, trial: Trial, { how, merged }: Put): Promise<Judged> {
  const { paths, binary, history, takenBackBy } = trial;
  if (!merged.ok) {
    return { inclusion: { in: 'conflict', files: merged.files ?? paths, why: merged.why } };
  }

  if (merged.changes.length === 0) {
    return state.index === base
      ? { inclusion: { in: 'release', by: 'content' } }
      : { inclusion: { in: 'conflict', files: paths, why: 'a patch before it in the register does the same' } };
  }

  if (binary) {
    return { inclusion: { in: 'conflict', files: paths, why: 'it changes a file that is not text' } };
  }

  const back = await putBackOf(scratch, { tree: state.tree, index: merged.index, changes: merged.changes });
  if (!back.ok) {
    return { inclusion: { in: 'conflict', files: paths, why: back.why } };
  }

  return {
    inclusion: {
      in: 'can-be-put-back',
      how,
      files: back.files,
      diff: back.diff,
      ...(history === undefined && takenBackBy === undefined ? {} : { wasIn: true as const }),
      ...(takenBackBy === undefined ? {} : { takenBackBy }),
    },
    index: merged.index,
  };
}

/** Only names: then nobody can put anything back, and all there is to know is who else touched them. */
async function withoutText({ git, question }: Judging, { files, commit }: PatchQuestion): Promise<Inclusion> {
  if (commit !== undefined) {
    return { in: 'unknown', why: `its commit ${commit} is not in this clone, and there is no diff of it` };
  }

  if (files.length === 0) {
    return { in: 'unknown', why: 'nothing says what it changes' };
  }

  const changed =
    question.previous === undefined ? undefined : await git.changedPaths(question.previous, question.release);
  if (changed === undefined) {
    return { in: 'conflict', files, why: 'nobody kept its text, so it would be lost' };
  }

  const touched = files.filter((file) => changed.some((path) => path === file || path.startsWith(`${file}/`)));
  return touched.length === 0
    ? { in: 'conflict', files, why: 'nobody kept its text: it would be overwritten with the old content' }
    : { in: 'conflict', files: touched, why: 'nobody kept its text, and this release changes the same file too' };
}
