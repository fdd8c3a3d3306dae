import { whyNot } from './git-process.js';
import type { Scratch } from './git-scratch.js';

/** What a patch says that it changes. */
export type PatchPaths =
  | { readonly ok: true; readonly paths: readonly string[]; readonly binary: boolean }
  | { readonly ok: false; readonly why: string };

/** Bytes of the text of one patch. */
export const largestPatch = 1024 * 1024;

/** Reads the names of a patch; one that reaches out of the tree, or into git's own directory, is none. */
export async function pathsOfPatch(scratch: Scratch, file: string): Promise<PatchPaths> {
  const answer = await scratch.run(['apply', '--numstat', '-z', '--', file]);
  if (!answer.ok) {
    return { ok: false, why: `it is not a diff that git can read: ${whyNot(answer).replaceAll(file, 'the patch')}` };
  }

  const entries = answer.stdout.split('\0').filter((entry) => entry !== '');
  const paths = entries.map((entry) => entry.replace(/^[^\t]*\t[^\t]*\t/, ''));
  const outside = paths.find((path) => !staysInside(path));
  if (outside !== undefined) {
    return { ok: false, why: `it changes ${outside}, which is not a file of the project` };
  }

  return { ok: true, paths: [...new Set(paths)], binary: entries.some((entry) => entry.startsWith('-\t-\t')) };
}

/** A relative path without a way out, and not of git itself. */
export const staysInside = (path: string): boolean =>
  path !== '' && !/^[/\\]/.test(path) && !path.split('/').some((part) => /^(?:\.{0,2}|\.git)$/i.test(part));
