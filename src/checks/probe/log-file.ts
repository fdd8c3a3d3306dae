import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../../run/events.js';
import { findRotated, hashTail, openLog, readTail, statLog, tailOf } from './log-files.js';
import { isSame } from './log-rotated.js';
import type { LogSink, LogSource } from './log-source.js';

const chunkBytes = 64 * 1024;

/** What one look reads at most, in bytes: it goes on from there in the next one. */
export const bytesOfOneLook = 32 * 1024 * 1024;

interface OneRead {
  readonly sink: LogSink;
  readonly limit: { bytes: number };
  readonly signal: AbortSignal;
}

/**
 * A log of this machine.
 * @param path absolute
 * @param from where it stood before the deploy; undefined: there was no file, so that all of it is new
 */
export function fileSource(path: string, from: LogPosition | undefined, bytes = bytesOfOneLook): LogSource {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let at: LogPosition | undefined = from;
  let handle: FileHandle | undefined;
  let closed = false;
  /** Some of it cannot be read any more. */
  let lost = false;

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
  /** @returns whether its end was reached */
  const readOn = async ({ sink, limit, signal }: OneRead): Promise<boolean> => {
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
  };
  const goTo = async (file: LogPosition): Promise<void> => {
    await handle?.close();
    handle = undefined;
    const opened = await openLog(file.path);
    if (closed) {
      await opened.close();
      throw new Error('it is not looked at any more');
    }

    handle = opened;
    at = file;
  };
  /** @returns whether everything there is was read */
  const read = async (one: OneRead): Promise<boolean | undefined> => {
    const { sink } = one;
    const now = await statLog(path);
    if (now === undefined) {
      await readOn(one);
      return undefined;
    }

    if (at === undefined) {
      await goTo({ ...now, size: 0 });
    } else if (!isSame(at, now)) {
      if (!(await leaveOld(at, now, one))) {
        return false;
      }

      sink.endLine();
      await goTo({ ...now, size: 0 });
    } else if (now.size < at.size) {
      // Copied and emptied in place.
      sink.endLine();
      at = { ...now, size: 0 };
    }

    if (handle === undefined) {
      await goTo({ ...(at ?? { ...now, size: 0 }), path });
    }

    return readOn(one);
  };
  /** The rest of the file that was read so far, and those that came and went since. @returns whether all was read */
  const leaveOld = async (old: LogPosition, now: LogPosition, one: OneRead): Promise<boolean> => {
    const rotated = await findRotated(path, old, now);
    if (handle === undefined && rotated.old !== undefined) {
      await goTo({ ...old, path: rotated.old.path });
    }

    lost ||= handle === undefined || rotated.packed;
    if (!(await readOn(one))) {
      return false;
    }

    for (const file of rotated.between) {
      one.sink.endLine();
      await goTo({ ...file, size: 0 });
      if (!(await readOn(one))) {
        return false;
      }
    }

    return true;
  };

  return {
    async read(sink, signal) {
      const all = await read({ sink, limit: { bytes }, signal });
      return all === undefined ? 'gone' : !all ? 'more' : lost ? { lost: 'some of it was lost in a rotation' } : 'all';
    },
    async close() {
      closed = true;
      await handle?.close().catch(() => undefined);
      handle = undefined;
    },
  };
}
