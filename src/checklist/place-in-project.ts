import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, OperatorError } from '../errors.js';

/**
 * The real path of a file of the project, or the place where it would be made; a link must not reach anybody else's.
 * @param root top of the work tree @param file from there
 * @param shown how the file is named in messages
 * @throws OperatorError if it leads out of the work tree, into git's own directory, or nowhere
 */
export async function placeInProject(root: string, file: string, shown: string = file): Promise<string> {
  const top = await realpath(root);
  const place = await resolved(path.join(top, file), shown);
  const relative = path.relative(top, place);
  if (/^\.\.(?:[\\/]|$)/.test(relative) || path.isAbsolute(relative) || /^\.git(?:[\\/]|$)/i.test(relative)) {
    throw new OperatorError(`${shown} leads out of the project`, { hint: 'make it a file of the project' });
  }

  return place;
}

/** As far as it is there; the rest as written. */
async function resolved(file: string, shown: string): Promise<string> {
  if (!(await isThere(file))) {
    const above = path.dirname(file);
    return above === file ? file : path.join(await resolved(above, shown), path.basename(file));
  }

  try {
    return await realpath(file);
  } catch (error) {
    if (['ENOENT', 'ELOOP'].includes(errorCode(error))) {
      throw new OperatorError(`${shown} is a link that leads nowhere`, { hint: 'make it a file' });
    }

    // Whoever opens it says why it cannot be read.
    return file;
  }
}

/** Or something that nobody can look at, which whoever opens it will say; a link to nowhere is there, too. */
export async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(errorCode(error));
  }
}
