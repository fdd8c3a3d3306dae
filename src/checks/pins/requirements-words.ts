import type { CommitFiles } from './model.js';
import { constraintsBeside } from './requirements-find.js';
import { requirementsTree } from './requirements-tree.js';

/** How pip is given a requirements file of the release. */
export interface Requested {
  /** `-r ./requirements.txt -c ./constraints.txt` */
  readonly words: readonly string[];
  /** Files that it takes in, itself included. */
  readonly paths: readonly string[];
  /** One of them that could not be read. */
  readonly missing?: string;
  /** Something of it lies in the repository itself: a package of its own, a directory of wheels. */
  readonly needsTree: boolean;
}

/** Constraints that nothing names are given to pip, as they count as pins. */
export function requested(root: string, files: CommitFiles): Requested {
  const beside = constraintsBeside(root, files.paths);
  const { requirements, files: paths, missing } = requirementsTree(root, beside, files);
  const constraints = beside.filter((path) => paths.includes(path)).flatMap((path) => ['-c', `./${path}`]);
  return {
    words: ['-r', `./${root}`, ...constraints],
    paths,
    needsTree:
      requirements.some(({ local }) => local) ||
      paths.some((path) => /^\s*(?:-f|--find-links)[\s=]+(?!https?:)/m.test(files.text(path) ?? '')),
    ...(missing[0] === undefined ? {} : { missing: missing[0] }),
  };
}
