import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OperatorError } from '../errors.js';

/**
 * Writes a file of the project anew: whole or not at all, with the mode it had. The content is on disk before the name
 * leads to it, and the name never leads away from anything but a plain file.
 * @param shown how the file is named in messages
 * @param unchanged called right before; throws where somebody else changed it meanwhile
 * @throws OperatorError for what is no plain file; the file system's error
 */
export async function replaceFile(
  file: string,
  bytes: string | Uint8Array,
  { shown, unchanged = async () => undefined }: { readonly shown: string; readonly unchanged?: () => Promise<void> },
): Promise<void> {
  const stats = await lstat(file).catch(() => undefined);
  if (stats !== undefined && !stats.isFile()) {
    throw new OperatorError(`${shown} is no plain file`, { hint: 'nothing was written; make it a file' });
  }

  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  try {
    const handle = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o666);
    try {
      await handle.writeFile(bytes);
      if (stats !== undefined) {
        await handle.chmod(stats.mode & 0o777);
      }

      await handle.sync();
    } finally {
      await handle.close();
    }

    await unchanged();
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
