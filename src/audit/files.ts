import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './system-error.js';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/**
 * The bytes of a regular file; undefined if there is none. Never follows a link and never waits for a FIFO: whatever
 * else lies there counts as no file.
 * @throws the file system's error
 */
export function readRegular(path: string): Buffer | undefined {
  const file = openRegular(path);
  if (file === undefined) {
    return undefined;
  }

  try {
    return readAt(file.fd, 0, file.size);
  } finally {
    closeSync(file.fd);
  }
}

/** The same, opened: the caller closes it. `size` in bytes. */
export function openRegular(path: string): { readonly fd: number; readonly size: number } | undefined {
  let fd: number;
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EMLINK', 'ENXIO', 'EISDIR'].includes(codeOf(error) ?? '')) {
      return undefined;
    }

    throw error;
  }

  let stat: Stats | undefined;
  try {
    stat = fstatSync(fd);
    return stat.isFile() ? { fd, size: stat.size } : undefined;
  } finally {
    if (stat?.isFile() !== true) {
      closeSync(fd);
    }
  }
}

/** Up to `length` bytes from `position`: fewer if the file ends before. */
export function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(fd, bytes, filled, length - filled, position + filled);
    if (read === 0) {
      break;
    }

    filled += read;
  }

  return bytes.subarray(0, filled);
}

/** A new file of ours, 0600, open for reading and appending. @throws EEXIST and the like */
export const createFile = (path: string): number =>
  openSync(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);

/** Writes all of it and puts it on disk. @throws ENOSPC and the like; the file may then hold a part */
export function writeDurably(fd: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(fd, bytes, written);
  }

  fsyncSync(fd);
  if (!readAt(fd, 0, bytes.length + 1).equals(bytes)) {
    throw new Error('what was written could not be read back');
  }
}

/**
 * Puts a complete file in place, all or nothing: exactly one of several processes succeeds. The content is on disk
 * before the name exists.
 * @returns the open file, for the winner to go on with; the caller closes it
 * @throws EEXIST if the name is taken; ENOSPC and the like
 */
export function createWhole(path: string, bytes: Uint8Array): number {
  const temporary = temporaryFor(path);
  const fd = createFile(temporary);
  try {
    writeDurably(fd, bytes);
    linkSync(temporary, path);
  } catch (error) {
    closeSync(fd);
    unlinkIfThere(temporary);
    if (noHardLinks.includes(codeOf(error) ?? '')) {
      return createInPlace(path, bytes);
    }

    throw error;
  }

  try {
    unlinkIfThere(temporary);
    syncDirectory(dirname(path));
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A hidden name beside `path` that no other process uses. */
export const temporaryFor = (path: string): string =>
  join(dirname(path), `.${path.slice(dirname(path).length + 1)}.${process.pid}-${process.hrtime.bigint()}.tmp`);

/** Makes names that were added to or taken from a directory survive a power cut. */
export function syncDirectory(path: string): void {
  const fd = openSync(path, O_RDONLY);
  try {
    fsyncSync(fd);
  } catch (error) {
    // Some network file systems have no such thing.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EBADF'].includes(codeOf(error) ?? '')) {
      throw error;
    }
  } finally {
    closeSync(fd);
  }
}

export function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
  }
}

const noHardLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** For file systems without hard links: still exclusive, but for a moment the file is there and not yet whole. */
function createInPlace(path: string, bytes: Uint8Array): number {
  const fd = createFile(path);
  try {
    writeDurably(fd, bytes);
    syncDirectory(dirname(path));
    return fd;
  } catch (error) {
    closeSync(fd);
    // It is ours, and holds up whoever comes next if it is left there by half.
    unlinkIfThere(path);
    throw error;
  }
}
