import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../../run/events.js';
import { hashTail, openLog, readTail, tailOf } from './log-files.js';
import type { LogSink } from './log-source.js';

/** One look at a log. */
export interface OneRead {
  readonly sink: LogSink;
  /** What may still be read, counted down. */
  readonly limit: { bytes: number };
  readonly signal: AbortSignal;
}

/** Where a log is read: a position, and the file it is in while that is open. */
export interface LogCursor {
  /** Undefined: no file was seen yet. */
  readonly at: () => LogPosition | undefined;
  readonly isOpen: () => boolean;
  /** Opens a file and stands where it says. @throws Error in words */
  readonly goTo: (file: LogPosition) => Promise<void>;
  /** The same open file, from elsewhere. */
  readonly moveTo: (position: LogPosition) => void;
  /** @returns whether its end was reached */
  readonly readOn: (one: OneRead) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

const chunkBytes = 64 * 1024;

export function logCursor(from: LogPosition | undefined): LogCursor {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let at: LogPosition | undefined = from;
  let handle: FileHandle | undefined;
  let closed = false;

  /** What stands before the position; of a file that was written anew and is longer than before, something else. */
  const before = async (sink: LogSink): Promise<Buffer> => {
    if (at === undefined || handle === undefined) {
      return Buffer.alloc(0);
    }

    const tail = await readTail(handle, at.size);
    if (at.tail === undefined || at.tail === hashTail(tail)) {
      return tail;
    }

    sink.endLine();
    at = { ...at, size: 0 };
    return Buffer.alloc(0);
  };
  return {
    at: () => at,
    isOpen: () => handle !== undefined,
    async goTo(file) {
      await handle?.close();
      handle = undefined;
      const opened = await openLog(file.path);
      if (closed) {
        await opened.close();
        throw new Error('it is not looked at any more');
      }

      handle = opened;
      at = file;
    },
    moveTo(position) {
      at = position;
    },
    async readOn({ sink, limit, signal }) {
      let tail = await before(sink);
      while (at !== undefined && handle !== undefined) {
        if (limit.bytes <= 0 || signal.aborted) {
          return false;
        }

        const { bytesRead } = await handle.read(buffer, 0, Math.min(chunkBytes, limit.bytes), at.size);
        if (bytesRead === 0) {
          return true;
        }

        tail = tailOf(tail, buffer.subarray(0, bytesRead));
        at = { ...at, size: at.size + bytesRead, tail: hashTail(tail) };
        limit.bytes -= bytesRead;
        await sink.add(buffer.subarray(0, bytesRead));
        // A flood must not hold up the keys.
        await setImmediate();
      }

      return true;
    },
    async close() {
      closed = true;
      await handle?.close().catch(() => undefined);
      handle = undefined;
    },
  };
}
