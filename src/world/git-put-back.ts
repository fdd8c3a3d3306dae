import type { FileChange } from './git-inclusion-types.js';
import { whyNot } from './git-process.js';
import type { IndexChange, Scratch } from './git-scratch.js';
import { isOneLine } from './ssh/file-name.js';

export interface ApplyQuestion {
  /** Stays as it is: the patch goes into a copy. */
  readonly index: string;
  /** The tree of that index. */
  readonly tree: string;
  readonly file: string;
  readonly how: readonly ('-R' | '-3')[];
}

export type Applied =
  | { readonly ok: true; readonly index: string; readonly changes: readonly IndexChange[] }
  | { readonly ok: false; readonly files?: readonly string[]; readonly why: string };

/** Applies a patch for real, in a copy of an index. */
export async function applyPatch(scratch: Scratch, { index, tree, file, how }: ApplyQuestion): Promise<Applied> {
  const copy = await scratch.copyOf(index);
  const answer = await scratch.run(['apply', '--cached', ...how, '--', file], { index: copy });
  if (answer.ok) {
    return { ok: true, index: copy, changes: await scratch.changes(tree, copy) };
  }

  const lines = answer.stderr.split('\n');
  const failure = failures.find(({ says }) => lines.some((line) => says.test(line)));
  if (failure === undefined) {
    return { ok: false, why: whyNot(answer).replaceAll(file, 'the patch') };
  }

  const files = lines.flatMap((line) => failure.says.exec(line)?.[1] ?? []);
  return { ok: false, files: [...new Set(files)], why: failure.why };
}

/** In the order in which they tell more: what git says, the file first, and what it means. */
const failures: readonly { readonly says: RegExp; readonly why: string }[] = [
  { says: /^U (.+)$/, why: 'the release changed the same lines' },
  {
    says: /^error: cannot apply binary patch to '(.+)' without full index line$/,
    why: 'it changes a file that is not text',
  },
  { says: /^error: (.+): does not exist in index$/, why: 'the release has no such file' },
  { says: /^error: (.+): patch does not apply$/, why: 'it does not fit there any more' },
];

export type Exact =
  | { readonly ok: true; readonly files: readonly FileChange[]; readonly diff: Uint8Array }
  | { readonly ok: false; readonly why: string };

const mostFiles = 50;

/** What the change is to the bytes of each file, and the diff that makes exactly it. */
export async function putBackOf(
  scratch: Scratch,
  { tree, index, changes }: { readonly tree: string; readonly index: string; readonly changes: readonly IndexChange[] },
): Promise<Exact> {
  if (changes.length > mostFiles) {
    return { ok: false, why: `it changes more than ${mostFiles} files` };
  }

  const special = changes.find(({ before, after }) =>
    [before, after].some((entry) => entry?.mode.startsWith('1') && !entry.mode.startsWith('100')),
  );
  if (special !== undefined) {
    return { ok: false, why: `it changes ${special.path}, which is a link or a submodule` };
  }

  const unnamed = changes.find(({ path }) => !isOneLine(path));
  if (unnamed !== undefined) {
    return { ok: false, why: `it changes ${unnamed.path}, a file name that cannot be handled on a host` };
  }

  const diff = await scratch.diff(tree, index);
  if (diff.includes(0)) {
    // Only the beginning of a file tells git that it is no text.
    return { ok: false, why: 'it changes a file that is not text' };
  }

  const files = await Promise.all(
    changes.map(async ({ path, before, after }): Promise<FileChange> => {
      const [old, fresh] = await Promise.all(
        [before, after].map(async (entry) => (entry === undefined ? null : scratch.sha256Of(entry.id))),
      );
      return { path, before: old ?? null, after: fresh ?? null, ...(after === undefined ? {} : { mode: after.mode }) };
    }),
  );
  return { ok: true, files, diff };
}
