import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The last bytes of a file as text; empty for a file that cannot be read. */
export function readTail(path: string, bytes: number): string {
  try {
    const fd = openSync(path, 'r');
    try {
      const { size } = fstatSync(fd);
      const buffer = Buffer.alloc(Math.min(size, bytes));
      readSync(fd, buffer, 0, buffer.length, Math.max(0, size - bytes));
      return buffer.toString('utf8');
    } finally {
      closeSync(fd);
    }
  } catch {
    return '';
  }
}
