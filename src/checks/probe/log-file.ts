import type { LogPosition } from '../../run/events.js';
import { type LogCursor, logCursor, type OneRead } from './log-cursor.js';
import { findRotated, statLog } from './log-files.js';
import { isSame, type LogFile, type Rotated } from './log-rotated.js';
import type { LogSource } from './log-source.js';

/** What one look reads at most, in bytes: it goes on from there in the next one. */
export const bytesOfOneLook = 32 * 1024 * 1024;

/**
 * A log of this machine.
 * @param path absolute
 * @param from where it stood before the deploy; undefined: there was no file, so that all of it is new
 */
export function fileSource(path: string, from: LogPosition | undefined, bytes = bytesOfOneLook): LogSource {
  const cursor = logCursor(from);
  /** Some of it cannot be read any more. */
  let lost = false;

  return {
    async read(sink, signal) {
      const one = { sink, limit: { bytes }, signal };
      const now = await statLog(path);
      if (now === undefined) {
        await cursor.readOn(one);
        return 'gone';
      }

      const old = cursor.at();
      if (old !== undefined && !isSame(old, now)) {
        const rotated = await followOld(cursor, { path, old, now });
        lost ||= !cursor.isOpen() || rotated.packed;
        if (!(await readAway(cursor, rotated, one))) {
          return 'more';
        }
      }

      await standIn(cursor, { path, old, now }, one);
      const all = await cursor.readOn(one);
      return !all ? 'more' : lost ? { lost: 'some of it was lost in a rotation' } : 'all';
    },
    close: cursor.close,
  };
}

interface Move<Old = LogPosition | undefined> {
  readonly path: string;
  /** Where it was read so far. */
  readonly old: Old;
  /** What has the name now. */
  readonly now: LogFile;
}

/** To where the file went that was read so far, unless it is open still or nobody knows where it is. */
async function followOld(cursor: LogCursor, { path, old, now }: Move<LogPosition>): Promise<Rotated> {
  const rotated = await findRotated(path, old, now);
  if (!cursor.isOpen() && rotated.old !== undefined) {
    await cursor.goTo({ ...old, path: rotated.old.path });
  }

  return rotated;
}

/** The rest of the file that was read so far, and those that came and went since. @returns whether all was read */
async function readAway(cursor: LogCursor, { between }: Rotated, one: OneRead): Promise<boolean> {
  if (!(await cursor.readOn(one))) {
    return false;
  }

  for (const file of between) {
    one.sink.endLine();
    await cursor.goTo({ ...file, size: 0 });
    if (!(await cursor.readOn(one))) {
      return false;
    }
  }

  return true;
}

/** Goes to the file that has the name now; one that was read before is read from where that ended. */
async function standIn(cursor: LogCursor, { path, old, now }: Move, { sink }: OneRead): Promise<void> {
  if (old === undefined) {
    await cursor.goTo({ ...now, size: 0 });
  } else if (!isSame(old, now)) {
    sink.endLine();
    await cursor.goTo({ ...now, size: 0 });
  } else if (now.size < old.size) {
    // Copied and emptied in place.
    sink.endLine();
    cursor.moveTo({ ...now, size: 0 });
  }

  if (!cursor.isOpen()) {
    await cursor.goTo({ ...(cursor.at() ?? { ...now, size: 0 }), path });
  }
}
