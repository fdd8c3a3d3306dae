import type { Plugin } from 'rolldown';

/** One exact text of one file of a dependency, and what takes its place in the bundle. */
export interface Patch {
  /** Matches the whole path of the file, with `/`. */
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
}

/**
 * Changes dependencies while they are bundled. A patch that does not find its file, or does not find its text there
 * exactly once, fails the build: a new version of a dependency has to be looked at, never silently bundled otherwise.
 * Nothing is demanded of a bundle without any file of `wholeOf`.
 */
export const patchDependencies = (patches: readonly Patch[], wholeOf: RegExp): Plugin => {
  const used = new Set<Patch>();
  return {
    name: 'patch-dependencies',
    transform(code, id) {
      const path = id.replaceAll('\\', '/');
      const mine = patches.filter(({ file }) => file.test(path));
      for (const patch of mine) {
        used.add(patch);
      }
      return mine.length === 0 ? null : { code: mine.reduce(apply, code), map: null };
    },
    buildEnd(error) {
      const missed = patches.filter((patch) => !used.has(patch));
      if (
        !error &&
        missed.length > 0 &&
        [...this.getModuleIds()].some((id) => wholeOf.test(id.replaceAll('\\', '/')))
      ) {
        throw new Error(`no file to patch matches ${missed.map(({ file }) => file).join(', ')}`);
      }
    },
  };
};

const apply = (code: string, { file, from, to }: Patch): string => {
  const pieces = code.split(from);
  if (pieces.length !== 2) {
    throw new Error(`${file}: the text to patch is there ${pieces.length - 1} times, not once: ${from}`);
  }
  return pieces.join(to);
};
