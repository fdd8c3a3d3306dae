import { lstat, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readRegister } from '../checklist/patches-file.js';
import { placeInProject } from '../checklist/place-in-project.js';
import { OperatorError } from '../errors.js';
import { replaceFile } from './replace-file.js';

/** A file that is written beside the register: the diff of a patch. */
export interface PatchFile {
  /** From the top of the project. */
  readonly shown: string;
  readonly bytes: Uint8Array;
}

/**
 * Changes the register of patches, and writes the diff of a new one first: both, or neither.
 * @param root top of the work tree; absolute
 * @param register its path from there
 * @param edit gets the text as it is, undefined without a file
 * @throws OperatorError, OperatorErrors: then nothing was changed
 */
export async function writeRegister(
  root: string,
  register: string,
  edit: (text: string | undefined) => string,
  patch?: PatchFile,
): Promise<void> {
  const { file, content } = await readRegister(root, register);
  const text = edit(content?.text);
  const written = patch === undefined ? undefined : await writePatch(root, patch);
  try {
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, text, {
      shown: register,
      unchanged: async () => {
        const now = await readRegister(root, register);
        if (now.file !== file || now.content?.sha256 !== content?.sha256) {
          throw new OperatorError(`${register} was changed by somebody else at the same moment`, {
            hint: 'nothing was written; try again',
          });
        }
      },
    });
  } catch (error) {
    if (written !== undefined) {
      await rm(written, { force: true });
    }

    throw cannotWrite(register, error);
  }
}

/** @returns the file, absolute @throws OperatorError if there is one of that name already */
async function writePatch(root: string, { shown, bytes }: PatchFile): Promise<string> {
  const place = await placeInProject(root, shown);
  try {
    await mkdir(dirname(place), { recursive: true });
    await replaceFile(place, bytes, { shown, unchanged: () => mustBeNew(root, shown) });
    return place;
  } catch (error) {
    throw cannotWrite(shown, error);
  }
}

async function mustBeNew(root: string, shown: string): Promise<void> {
  const isThere = await lstat(join(root, shown)).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new OperatorError(`${shown} is there already`, {
      hint: 'nothing was written; move it, or give another --id',
    });
  }
}

const cannotWrite = (shown: string, error: unknown): unknown =>
  error instanceof Error && 'code' in error && !(error instanceof OperatorError)
    ? new OperatorError(`${shown} cannot be written: ${error.message}`, { hint: 'nothing was changed' })
    : error;
