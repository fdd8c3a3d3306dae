import type { Plugin } from 'rolldown';

/** One exact text of one file of a dependency, and what takes its place in the bundle. */
export interface Patch {
  /** How the file's path ends, with `/`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Changes dependencies while they are bundled. A patch that finds its file but not its text, or the text twice, fails
 * the build: a new version of the dependency has to be looked at, never silently bundled in another way.
 */
export const patchDependencies = (patches: readonly Patch[]): Plugin => ({
  name: 'patch-dependencies',
  transform(code, id) {
    const mine = patches.filter(({ file }) => id.replaceAll('\\', '/').endsWith(file));
    return mine.length === 0 ? null : { code: mine.reduce(apply, code), map: null };
  },
});

const apply = (code: string, { file, from, to }: Patch): string => {
  const pieces = code.split(from);
  if (pieces.length !== 2) {
    throw new Error(`${file}: the text to patch is there ${pieces.length - 1} times, not once: ${from}`);
  }
  return pieces.join(to);
};
