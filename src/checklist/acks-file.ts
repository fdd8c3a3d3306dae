import type { Ack } from './acks.js';
import { sha256 } from './digest.js';
import { refuseOtherEnding } from './other-ending.js';
import { isThere, placeInProject } from './place-in-project.js';
import { readChecklistFile } from './read-file.js';

/** Where acknowledgements are kept, seen from the top of the work tree. */
export const acksFile = '.shipit/acks.yml';

/** The acknowledgements of a work tree as its file has them. */
export interface AcksRead {
  /** Real path of the file, or where it would be made; absolute. */
  readonly file: string;
  readonly list: readonly Ack[];
  /** Its text and the digest of its bytes; absent if there is no file. */
  readonly content?: { readonly text: string; readonly sha256: string };
}

/**
 * Reads `.shipit/acks.yml`; no file, no acknowledgements.
 * @param root top of the work tree; absolute
 * @param shown how the file is named in messages
 * @throws OperatorError if something else lies there, or a link leads elsewhere; OperatorErrors with all its mistakes
 */
export async function readAcks(root: string, shown: string = acksFile): Promise<AcksRead> {
  const file = await placeInProject(root, acksFile, shown);
  await refuseOtherEnding(file, shown);
  if (!(await isThere(file))) {
    return { file, list: [] };
  }

  const { bytes, text } = await readChecklistFile(file, shown, 'an acknowledgement file');
  // Only where there is a file: grammar and parser take a good part of the time to the first frame.
  const { parseAcks } = await import('./acks.js');
  return { file, list: parseAcks(text, shown), content: { text, sha256: sha256(bytes) } };
}
