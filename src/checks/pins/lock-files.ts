import type { CommitFiles, ReadOptions } from './model.js';

/** A file that a reader looks for. */
export type FileText =
  | { readonly state: 'none' }
  | { readonly state: 'unreadable'; readonly path: string }
  | { readonly state: 'read'; readonly path: string; readonly text: string };

/** What a file says. One that is there and has no text is too large or could not be read: it may hold anything. */
export function fileAt(files: CommitFiles, path: string): FileText {
  if (files.blob(path) === undefined) {
    return { state: 'none' };
  }

  const text = files.text(path);
  return text === undefined ? { state: 'unreadable', path } : { state: 'read', path, text };
}

/** `web/` of `web/package.json`; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * The manifests to read: those the options name (by themselves or by a lock beside them), or all that are not somebody
 * else's, an example or a test.
 * @param manifest fits the name without its folder
 * @param locks names of lock files
 */
export function manifestsOf(
  { paths }: CommitFiles,
  { files: wanted }: ReadOptions,
  manifest: RegExp,
  locks: readonly string[] = [],
): readonly string[] {
  const all = paths.filter((path) => manifest.test(nameOf(path)));
  if (wanted === undefined) {
    return all.filter((path) => !notOurs.test(path));
  }

  const named = new Set(wanted.map((path) => path.replace(/^\.\//, '')));
  return all.filter((path) => named.has(path) || locks.some((lock) => named.has(`${folderOf(path)}${lock}`)));
}

const notOurs =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|\.yarn|\.git|\.devcontainer|tests?|__tests__|specs?|fixtures|__fixtures__|testdata|test-data|examples?|samples?|demos?|templates?|docs?|bench|benchmarks?)\//i;
