import type { Git } from './git.js';
import type { PatchQuestion } from './git-inclusion-types.js';
import { textOfCommit } from './git-patch-text.js';
import { whyNot } from './git-process.js';
import { applyPatch } from './git-put-back.js';
import type { IndexChange, Scratch } from './git-scratch.js';

/** A file of a host; absent `bytes`: it is not there. */
export interface HostFile {
  /** From the top of the tree; raw. */
  readonly path: string;
  /** What is in it, or where a link leads. */
  readonly bytes?: Uint8Array;
  readonly mode: '100644' | '100755' | '120000';
}

/** A tree as a host has it, beside the commit it was made from. */
export interface HostTreeLook {
  readonly index: string;
  readonly changes: readonly IndexChange[];
}

/**
 * Puts the files of a host upon the commit that was deployed there.
 * @param scratch whoever made it forgets all of this at the end
 * @throws Error in words
 */
export async function hostTree(scratch: Scratch, base: string, files: readonly HostFile[]): Promise<HostTreeLook> {
  const index = await scratch.indexOf(base);
  const there = files.flatMap(({ bytes, ...file }) => (bytes === undefined ? [] : [{ ...file, bytes }]));
  const names = await Promise.all(there.map(({ bytes }) => scratch.file(bytes)));
  const ids = names.length === 0 ? '' : await must(scratch.run(['hash-object', '-w', '--no-filters', '--', ...names]));
  const byPath = new Map(ids.split('\n').map((id, at) => [there[at]?.path, id]));
  // As long as the ids of this repository are.
  const gone = '0'.repeat(base.length);
  const lines = files.map(({ path, mode, bytes }) =>
    bytes === undefined ? `0 ${gone}\t${path}\0` : `${mode} ${byPath.get(path) ?? gone}\t${path}\0`,
  );
  if (lines.length > 0) {
    await must(scratch.run(['update-index', '--replace', '-z', '--index-info'], { index, input: lines.join('') }));
  }

  return { index, changes: await scratch.changes(base, index) };
}

/** `in-base`: the deployed commit has it already · `not-there`: its change is not on the host, or not as registered. */
export type OnHost = 'there' | 'in-base' | 'not-there' | 'unknown';

export interface WithoutPatches {
  readonly onHost: readonly OnHost[];
  /** What is still different when all of them are taken off. */
  readonly rest: readonly IndexChange[];
  readonly index: string;
}

/**
 * Takes patches off the tree of a host, the last one first, as they were put on.
 * @throws Error in words
 */
export async function takeOff(
  scratch: Scratch,
  git: Pick<Git, 'resolve'>,
  question: { readonly base: string; readonly index: string; readonly patches: readonly PatchQuestion[] },
): Promise<WithoutPatches> {
  const { base, patches } = question;
  const plain = await scratch.indexOf(base);
  const onHost: OnHost[] = [];
  let { index } = question;
  for (const patch of patches.toReversed()) {
    const text = patch.text ?? (await textOfPatchCommit(scratch, git, patch.commit));
    if (text === undefined) {
      onHost.unshift('unknown');
      continue;
    }

    const file = await scratch.file(text);
    const inBase = await applyPatch(scratch, { index: plain, tree: base, file, how: ['-R'] });
    if (inBase.ok && inBase.changes.length > 0) {
      onHost.unshift('in-base');
      continue;
    }

    const off = await applyPatch(scratch, { index, tree: await scratch.treeOf(index), file, how: ['-R'] });
    const was = off.ok && off.changes.length > 0;
    onHost.unshift(was ? 'there' : 'not-there');
    index = was ? off.index : index;
  }

  return { onHost, index, rest: await scratch.changes(base, index) };
}

async function textOfPatchCommit(
  scratch: Scratch,
  git: Pick<Git, 'resolve'>,
  written: string | undefined,
): Promise<Uint8Array | undefined> {
  const commit = written === undefined ? undefined : (await git.resolve(written))?.commit;
  return commit === undefined ? undefined : textOfCommit(scratch, commit);
}

async function must(asked: ReturnType<Scratch['run']>): Promise<string> {
  const answer = await asked;
  if (!answer.ok) {
    throw new Error(whyNot(answer));
  }

  return answer.stdout;
}
