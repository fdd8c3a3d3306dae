import { OperatorError } from '../errors.js';
import { sha256 } from './digest.js';
import { onlyComments } from './only-comments.js';
import { refuseOtherEnding } from './other-ending.js';
import type { Patch } from './patches-model.js';
import { isThere, placeInProject } from './place-in-project.js';
import { readChecklistFile } from './read-file.js';

/** Where patches made directly on servers are registered, unless an option says otherwise. */
export const registerFile = 'ops/patches.yml';

/** The register of a work tree as its file has it. */
export interface RegisterRead {
  /** Real path of the file, or where it would be made; absolute. */
  readonly file: string;
  readonly list: readonly Patch[];
  /** Its text and the digest of its bytes; absent if there is no file. */
  readonly content?: { readonly text: string; readonly sha256: string };
}

/**
 * Reads the register of patches; no file, no register.
 * @param root top of the work tree; absolute
 * @param shown its path from there, which is how messages name it, too
 * @throws OperatorError if something else lies there, or a link leads out of the project; OperatorErrors with all its
 * mistakes
 */
export async function readRegister(root: string, shown: string = registerFile): Promise<RegisterRead> {
  const file = await placeInProject(root, shown);
  await refuseOtherEnding(file, shown);
  if (!(await isThere(file))) {
    return { file, list: [] };
  }

  const { bytes, text } = await readChecklistFile(file, shown, 'a register of patches');
  if (onlyComments(text)) {
    // Somebody has lost what stood there, or was about to write it.
    throw new OperatorError('the register of patches is empty', {
      place: { file: shown, line: 1, col: 1 },
      hint: 'delete it, or write `[]`',
    });
  }

  const { parsePatches } = await import('./patches-parse.js');
  return { file, list: parsePatches(text, shown), content: { text, sha256: sha256(bytes) } };
}
