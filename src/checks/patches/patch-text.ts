import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Patch } from '../../checklist/patches-model.js';
import { placeInProject } from '../../checklist/place-in-project.js';
import { errorCode, OperatorError } from '../../errors.js';
import { largestPatch } from '../../world/git-patch-paths.js';

/**
 * The diff of a patch as its file has it; undefined where the register names none.
 * @throws OperatorError at the place of the entry if it cannot be read, leads out of the project, or is too large
 */
export async function textOfPatch(root: string, { id, patch: shown, place }: Patch): Promise<Uint8Array | undefined> {
  if (shown === undefined) {
    return undefined;
  }

  const refused = (why: string, hint?: string): OperatorError =>
    new OperatorError(`${shown}, the diff of ${id}, ${why}`, { place, hint });
  let handle: FileHandle | undefined;
  try {
    const file = await placeInProject(root, shown);
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) {
      throw refused('is not a file');
    }

    const buffer = new Uint8Array(Math.min(stats.size, largestPatch) + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (Math.max(stats.size, bytesRead) > largestPatch) {
      throw refused('is larger than 1 MiB');
    }

    if (bytesRead === 0) {
      throw refused('is empty');
    }

    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof OperatorError) {
      throw error.place === undefined ? new OperatorError(error.message, { place, hint: error.hint }) : error;
    }

    const code = errorCode(error);
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? refused('does not exist', 'put the diff there, or take `patch` out and name `files`')
      : refused(`cannot be read (${code === '' ? String(error) : code})`);
  } finally {
    await handle?.close();
  }
}
