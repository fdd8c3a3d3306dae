import { posix } from 'node:path';
import type { TreeFile } from '../../world/git-contents.js';

/** The files of a commit, and its links as far as they were followed. */
export interface CommitEntries {
  readonly paths: () => readonly string[];
  /** Of a link that was not followed yet, its own. */
  readonly blob: (path: string) => string | undefined;
  readonly isLink: (path: string) => boolean;
  /**
   * Goes one step: from then on the link is the file that it leads to, or another link.
   * @param text what the link holds; undefined: it could not be read
   * @param isLookedAt whether a file is looked at under its own name; the link is then none of `paths` any more, so that
   *   nothing is told twice
   * @returns false: it leads to no file of the commit
   */
  readonly follow: (link: string, text: string | undefined, isLookedAt: (path: string) => boolean) => boolean;
}

/** Links inside the commit lead somewhere, as they do on the servers; directories that are links are not followed. */
export function commitEntries(tree: readonly TreeFile[]): CommitEntries {
  const own = new Map(
    tree
      .filter(({ mode }) => mode.startsWith('100') || mode === linkMode)
      .map((one): readonly [string, TreeFile] => [one.path, one]),
  );
  const stands = new Map(own);
  let paths = [...own.keys()];
  return {
    paths: () => paths,
    blob: (path) => stands.get(path)?.blob,
    isLink: (path) => stands.get(path)?.mode === linkMode,
    follow: (link, text, isLookedAt) => {
      const from = stands.get(link)?.path ?? link;
      const to = own.get(text === undefined ? '' : posix.join(posix.dirname(from), text));
      if (to === undefined || text?.startsWith('/')) {
        return false;
      }

      stands.set(link, to);
      if (to.mode !== linkMode && isLookedAt(to.path)) {
        paths = paths.filter((path) => path !== link);
      }
      return true;
    },
  };
}

const linkMode = '120000';
