import { closeSync, readSync } from 'node:fs';
import { openRegular } from './files.js';

/** Reads many files one after the other into the same memory. */
export interface FileReader {
  /**
   * The bytes of a regular file, valid until `forget`; undefined if there is none, as of `readRegular`.
   * @throws the file system's error
   */
  read(path: string): Buffer | undefined;
  /** What was read until now is overwritten from now on. */
  forget(): void;
}

/** For thousands of small files: fresh memory for each of them takes longer than reading it. */
export function createFileReader(): FileReader {
  let memory = Buffer.allocUnsafe(firstBytes);
  let used = 0;
  return {
    read(path) {
      const file = openRegular(path);
      if (file === undefined) {
        return undefined;
      }

      const { fd, size } = file;
      try {
        if (used + size > memory.length) {
          // What was handed out lies in the old memory and stays as it is.
          memory = Buffer.allocUnsafe(2 * Math.max(size, memory.length));
          used = 0;
        }

        const begin = used;
        used += readInto(fd, memory.subarray(begin, begin + size));
        return memory.subarray(begin, used);
      } finally {
        closeSync(fd);
      }
    },
    forget() {
      used = 0;
      memory = memory.length > mostKept ? Buffer.allocUnsafe(firstBytes) : memory;
    },
  };
}

const firstBytes = 262_144;

/** After a file of hundreds of megabytes its memory is given back. */
const mostKept = 8_388_608;

/** How many bytes were read: fewer than there is room for, if the file ends before. */
function readInto(fd: number, bytes: Buffer): number {
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(fd, bytes, filled, bytes.length - filled, filled);
    if (read === 0) {
      break;
    }

    filled += read;
  }

  return filled;
}
