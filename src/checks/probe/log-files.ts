import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode, messageOf } from '../../errors.js';
import type { LogPosition } from '../../run/events.js';
import { isSame, type LogFile, type Rotated, rotatedAmong, stemOf } from './log-rotated.js';

/** @returns undefined if there is none. @throws Error in words for whatever else there is */
export async function statLog(path: string): Promise<LogFile | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) {
      // Opening a pipe would wait for somebody to write.
      throw new Error('it is no ordinary file');
    }

    const { dev, ino, size, mtimeMs } = found;
    return { path, dev, ino, size, mtimeMs };
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return undefined;
    }

    throw new Error(inWords(error));
  }
}

/** @throws Error in words */
export async function openLog(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new Error(inWords(error));
  }
}

/** How many bytes before a position tell whether the file is still the one that was read. */
const tailBytes = 256;

/** What stands right before a position; less where there is less. */
export async function readTail(handle: FileHandle, size: number): Promise<Buffer> {
  const length = Math.min(tailBytes, size);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.subarray(0, bytesRead);
}

/** The same once more was read. */
export const tailOf = (before: Buffer, read: Buffer): Buffer =>
  read.length >= tailBytes
    ? Buffer.from(read.subarray(-tailBytes))
    : Buffer.concat([before, read]).subarray(-tailBytes);

/** As `LogPosition` keeps it. */
export const hashTail = (tail: Buffer): string => createHash('sha256').update(tail).digest('hex');

/** Where a log stands now; undefined if there is none. @throws Error in words */
export async function logPosition(path: string): Promise<LogPosition | undefined> {
  const found = await statLog(path);
  if (found === undefined) {
    return undefined;
  }

  const { dev, ino, size } = found;
  const tail = await tailAt(path, found).catch(() => undefined);
  return { path, dev, ino, size, ...(tail === undefined ? {} : { tail }) };
}

/** Looks for a rotated log beside the present one: `app.log.1`, `app.log-20261119`, the same inode under a new name. */
export async function findRotated(path: string, before: LogPosition, now: LogPosition): Promise<Rotated> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter((name) => name !== basename(path) && name.startsWith(stemOf(path)));
  const found: LogFile[] = [];
  for (const name of names) {
    const file = await statLog(join(folder, name)).catch(() => undefined);
    if (file !== undefined) {
      found.push(file);
    }
  }

  return rotatedAmong(found, { path, before, now });
}

/** Undefined when another file came to its place meanwhile. */
async function tailAt(path: string, file: LogPosition): Promise<string | undefined> {
  const handle = await openLog(path);
  try {
    return isSame(await handle.stat(), file) ? hashTail(await readTail(handle, file.size)) : undefined;
  } finally {
    await handle.close();
  }
}

function inWords(error: unknown): string {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it';
    case 'ENOENT':
      return 'there is no such file';
    default:
      return messageOf(error);
  }
}
