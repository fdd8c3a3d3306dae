import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../../run/events.js';
import { plural } from '../../text/plural.js';
import { matchInTime, PatternTooSlow } from '../../world/match-in-time.js';
import { crashSigns } from './crash-signs.js';
import { matchLines, type Search, searchHere } from './line-matches.js';
import { findRotated, hashTail, isSame, openLog, readTail, statLog, tailOf } from './log-files.js';
import type { Look } from './look.js';
import type { LogProbe } from './spec.js';

/** Reads on in one log, wherever it is moved to, and counts what matches since the deploy. */
export interface LogReader {
  /**
   * Reads what is new. Matches count until somebody said that they were not caused by this; then only further ones do.
   * @param excused whether somebody said so, and it was not well since
   */
  readonly look: (excused: boolean, signal: AbortSignal) => Promise<Look>;
  readonly close: () => Promise<void>;
}

export interface LogStart {
  /** Absolute. */
  readonly path: string;
  /** Where it stood before the deploy; absent: there was no file, so that all of it is new. */
  readonly from?: LogPosition;
  /** Matches that were excused before this process. */
  readonly forgiven?: number;
}

const chunkBytes = 64 * 1024;

/** What one look reads at most, in bytes: it goes on from there in the next one. */
export const bytesOfOneLook = 32 * 1024 * 1024;

export function readLog({ max, match }: LogProbe, start: LogStart, bytes = bytesOfOneLook): LogReader {
  const { path } = start;
  const matches = matchLines(match === undefined ? searchHere(crashSigns) : searchInTime(new RegExp(match, 'u')));
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let at: LogPosition | undefined = start.from;
  let handle: FileHandle | undefined;
  let forgiven = start.forgiven ?? 0;
  let knownExcuse = false;
  let looked = false;
  let closed = false;
  /** Some of it cannot be read any more: it can never be called well. */
  let lost = false;
  /** Why nobody knows what was in a part of it. */
  let tooSlow: string | undefined;

  /** What stands before the position; of a file that was written anew and is longer than before, something else. */
  const before = async (): Promise<Buffer> => {
    if (at === undefined || handle === undefined) {
      return Buffer.alloc(0);
    }

    const tail = await readTail(handle, at.size);
    if (at.tail === undefined || at.tail === hashTail(tail)) {
      return tail;
    }

    matches.endLine();
    at = { ...at, size: 0 };
    return Buffer.alloc(0);
  };
  /** @returns whether its end was reached */
  const readOn = async (limit: { bytes: number }, signal: AbortSignal): Promise<boolean> => {
    let tail = await before();
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
      await matches.add(buffer.subarray(0, bytesRead));
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
  const read = async (limit: { bytes: number }, signal: AbortSignal): Promise<boolean | undefined> => {
    const now = await statLog(path);
    if (now === undefined) {
      await readOn(limit, signal);
      return undefined;
    }

    if (at === undefined) {
      await goTo({ ...now, size: 0 });
    } else if (!isSame(at, now)) {
      if (!(await leaveOld(at, now, limit, signal))) {
        return false;
      }

      matches.endLine();
      await goTo({ ...now, size: 0 });
    } else if (now.size < at.size) {
      // Copied and emptied in place.
      matches.endLine();
      at = { ...now, size: 0 };
    }

    if (handle === undefined) {
      await goTo({ ...(at ?? { ...now, size: 0 }), path });
    }

    return readOn(limit, signal);
  };
  /** The rest of the file that was read so far, and those that came and went since. @returns whether all was read */
  const leaveOld = async (
    old: LogPosition,
    now: LogPosition,
    limit: { bytes: number },
    signal: AbortSignal,
  ): Promise<boolean> => {
    const rotated = await findRotated(path, old, now);
    if (handle === undefined && rotated.old !== undefined) {
      await goTo({ ...old, path: rotated.old.path });
    }

    lost ||= handle === undefined || rotated.packed;
    if (!(await readOn(limit, signal))) {
      return false;
    }

    for (const file of rotated.between) {
      matches.endLine();
      await goTo({ ...file, size: 0 });
      if (!(await readOn(limit, signal))) {
        return false;
      }
    }

    return true;
  };

  const found = (): Look | undefined => {
    const count = matches.count();
    return count - forgiven > max
      ? {
          state: 'failed',
          value: count,
          atOnce: true,
          text: `${plural(count, 'line')} since the deploy: ${matches.first() ?? ''}`,
        }
      : undefined;
  };
  const unknown = (text: string): Look => found() ?? { state: 'unknown', value: matches.count(), text };
  return {
    async look(excused, signal) {
      if (excused && !knownExcuse && looked) {
        forgiven = matches.count();
      }

      knownExcuse = excused;
      try {
        const all = await read({ bytes }, signal);
        looked = true;
        return all === undefined
          ? unknown(`there is no ${path}`)
          : !all
            ? unknown('there is more of it than could be read so far')
            : tooSlow !== undefined
              ? { forGood: true, ...unknown(tooSlow) }
              : lost
                ? { forGood: true, ...unknown('some of it was lost in a rotation') }
                : (found() ?? { state: 'ok', value: matches.count(), text: quiet(matches.count(), forgiven) });
      } catch (error) {
        if (error instanceof PatternTooSlow) {
          // It stands behind that part now, of which nobody knows what was in it.
          looked = true;
          tooSlow = error.message;
          return { forGood: true, ...unknown(tooSlow) };
        }

        return unknown(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    async close() {
      closed = true;
      await handle?.close().catch(() => undefined);
      handle = undefined;
    },
  };
}

const searchInTime =
  (pattern: RegExp): Search =>
  async (texts) =>
    (await matchInTime(pattern, texts)).map((hit) => hit?.at);

const quiet = (count: number, forgiven: number): string =>
  count === 0
    ? 'no line since the deploy'
    : count === forgiven
      ? `no further line; ${count} before`
      : `${plural(count, 'line')} since the deploy`;
