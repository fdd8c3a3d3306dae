import { isUtf8 } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errorCode, OperatorError } from '../errors.js';
import { firstBadByte } from './utf8.js';

export interface ReadFile {
  readonly bytes: Uint8Array;
  /** Without a byte order mark. */
  readonly text: string;
}

const LIMIT = 256 * 1024;

/**
 * Reads a checklist file, or another small YAML file of the project. Opened without blocking, so that a FIFO or a device can never hang us.
 *
 * @param what the file is called in messages
 * @throws OperatorError if it is missing, no regular file, unreadable, larger than 256 KB or not UTF-8.
 */
export async function readChecklistFile(file: string, shown: string, what = 'a checklist'): Promise<ReadFile> {
  const bytes = await readBytes(file, shown, what);
  if (!isUtf8(bytes)) {
    throw notUtf8(bytes, shown);
  }
  return { bytes, text: new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes) };
}

async function readBytes(file: string, shown: string, what: string): Promise<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    return await readAll(handle, shown, what);
  } catch (error) {
    throw error instanceof OperatorError ? error : cannotRead(error, shown, what);
  } finally {
    await handle?.close();
  }
}

async function readAll(handle: FileHandle, shown: string, what: string): Promise<Uint8Array> {
  const stats = await handle.stat();
  if (!stats.isFile()) {
    throw new OperatorError(`${shown} is ${whatItIs(stats)}; ${what} is a YAML file`);
  }
  const buffer = new Uint8Array(Math.min(stats.size, LIMIT) + 1);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  if (Math.max(stats.size, bytesRead) > LIMIT) {
    throw new OperatorError(`${shown} is ${sizeOf(Math.max(stats.size, bytesRead))}; ${what} has at most 256 KB`);
  }
  return buffer.subarray(0, bytesRead);
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function cannotRead(error: unknown, shown: string, what: string): unknown {
  const code = errorCode(error);
  const reason = reasons[code] ?? `cannot be read: ${code}`;
  return code === '' ? error : new OperatorError(`${shown} ${reason.replace('a checklist', what)}`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is no directory',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  EISDIR: 'is a directory; a checklist is a YAML file',
  ENXIO: 'is a socket or a device; a checklist is a YAML file',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'has too long a name',
  EIO: 'cannot be read: input/output error',
};

function whatItIs(stats: Stats): string {
  if (stats.isDirectory()) {
    return 'a directory';
  }
  if (stats.isFIFO()) {
    return 'a FIFO';
  }
  return stats.isSocket() ? 'a socket' : 'a device';
}

function notUtf8(bytes: Uint8Array, shown: string): OperatorError {
  const mark = `${bytes[0]?.toString(16)} ${bytes[1]?.toString(16)}`;
  if (mark === 'ff fe' || mark === 'fe ff') {
    return new OperatorError(`${shown} is UTF-16; save it as UTF-8`);
  }
  const at = firstBadByte(bytes) ?? 0;
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const lines = new TextDecoder().decode(bytes.subarray(0, at)).split('\n');
  const place = { file: shown, line: lines.length, col: (lines.at(-1)?.length ?? 0) + 1 };
  return new OperatorError(`${shown} is not UTF-8 at byte ${at} (0x${byte})`, { place, hint: 'save it as UTF-8' });
}
