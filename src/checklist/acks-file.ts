import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import type { Ack } from './acks.js';
import { sha256 } from './digest.js';
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
  const file = await placeOfAcks(root, shown);
  if (!(await isThere(file))) {
    return { file, list: [] };
  }

  const { bytes, text } = await readChecklistFile(file, shown, 'an acknowledgement file');
  // Only where there is a file: grammar and parser take a good part of the time to the first frame.
  const { parseAcks } = await import('./acks.js');
  return { file, list: parseAcks(text, shown), content: { text, sha256: sha256(bytes) } };
}

/** The real path, within the work tree and outside of git's own directory: a link must not reach anybody else's file. */
async function placeOfAcks(root: string, shown: string): Promise<string> {
  const top = await realpath(root);
  const written = path.join(top, acksFile);
  const directory = await real(path.dirname(written), shown);
  const file = directory && (await real(path.join(directory, path.basename(written)), shown));
  const place = file ?? path.join(directory ?? path.dirname(written), path.basename(written));
  const relative = path.relative(top, place);
  if (/^\.\.(?:[\\/]|$)/.test(relative) || path.isAbsolute(relative) || /^\.git(?:[\\/]|$)/.test(relative)) {
    throw new OperatorError(`${shown} is a link that leads out of the project`, {
      hint: 'acknowledgements are kept and reviewed with the project: make it a file',
    });
  }

  return place;
}

/** Undefined if nothing is there. @throws OperatorError for a link to nowhere */
async function real(file: string, shown: string): Promise<string | undefined> {
  if (!(await isThere(file))) {
    return undefined;
  }

  try {
    return await realpath(file);
  } catch (error) {
    if (['ENOENT', 'ELOOP'].includes(codeOf(error))) {
      throw new OperatorError(`${shown} is a link that leads nowhere`, { hint: 'make it a file' });
    }

    // Whoever opens it says why it cannot be read.
    return file;
  }
}

/** Or something that nobody can look at. */
async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(codeOf(error));
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
