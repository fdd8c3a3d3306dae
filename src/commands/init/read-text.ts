import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import path from 'node:path';

export type ReadText = { readonly text: string } | { readonly why: string };

/** More than any build file that a person wrote. */
const limitBytes = 256 * 1024;

/**
 * A text file of the project. Never follows a symbolic link out of the work tree, never waits for a FIFO or a device.
 * @param root real path of the top of the work tree
 */
export async function readText(root: string, file: string): Promise<ReadText> {
  try {
    const real = await realpath(path.join(root, file));
    if (!real.startsWith(`${root}${path.sep}`)) {
      return { why: 'leads out of the project' };
    }

    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      return await readBounded(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return {
      why: error instanceof Error && 'code' in error ? `cannot be read (${String(error.code)})` : 'cannot be read',
    };
  }
}

async function readBounded(handle: FileHandle): Promise<ReadText> {
  const stats = await handle.stat();
  if (!stats.isFile()) {
    return { why: 'is no regular file' };
  }

  if (stats.size > limitBytes) {
    return { why: `is larger than ${limitBytes / 1024} KB` };
  }

  const { buffer, bytesRead } = await handle.read(Buffer.alloc(limitBytes), 0, limitBytes, 0);
  const bytes = buffer.subarray(0, bytesRead);
  return bytes.includes(0) || !isUtf8(bytes)
    ? { why: 'is no text' }
    : {
        text: bytes
          .toString('utf8')
          .replace(/^\uFEFF/, '')
          .replaceAll('\r\n', '\n'),
      };
}
