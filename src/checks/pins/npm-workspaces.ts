import { ignores } from '../patches/ignore.js';

/**
 * The folders of a project's workspaces, from its top: those with a package.json that one of the globs means. `!` takes
 * away again.
 * @param folders with a package.json, relative to the project, without a slash at the end
 */
export function workspaceFolders(globs: readonly string[], folders: readonly string[]): readonly string[] {
  const [isIn, isOut] = [globs.filter((glob) => !glob.startsWith('!')), globs.filter((glob) => glob.startsWith('!'))];
  const [fits, leaves] = [ignores(isIn.map(plain)), ignores(isOut.map((glob) => plain(glob.slice(1))))];
  return folders.filter(
    (folder) => folder !== '' && !/(?:^|\/)node_modules\//.test(folder) && fits(folder) && !leaves(folder),
  );
}

const plain = (glob: string): string => glob.replace(/^\.?\//, '').replace(/\/+$/, '');
