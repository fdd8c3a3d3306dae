import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { errorCode } from '../errors.js';

/** Opened without blocking and without following a link. @returns the bytes, or in words why not */
export async function readSmall(file: string, most: number): Promise<Buffer | string> {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
  try {
    const handle = await open(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) {
        return 'it is no plain file';
      }

      const buffer = Buffer.alloc(most + 1);
      const { bytesRead } = await handle.read(buffer, 0, most + 1, 0);
      return bytesRead > most ? `it has more than ${most / 1024} KiB` : buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = errorCode(error);
    return code === 'ELOOP' ? 'it is a link' : `it cannot be read: ${code === '' ? String(error) : code}`;
  }
}
