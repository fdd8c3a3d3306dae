import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../../run/events.js';
import type { Ask } from './ask.js';
import type { LogAnswer, LogPart } from './host-log-answer.js';
import { askLog, askParts, notUnderstood, type WantedPart } from './host-log-ask.js';
import { isSame, rotatedAmong } from './log-rotated.js';
import type { LogRead, LogSink, LogSource } from './log-source.js';

/** What one connection brings at most, and one look, in bytes: it goes on from there in the next one. */
const bytesAtOnce = 1024 * 1024;
export const bytesOfOneHostLook = 8 * 1024 * 1024;

/** How much is searched at once, in bytes. */
const sliceBytes = 64 * 1024;

/** How many files between two looks are read, one rotation each. */
const mostParts = 50;

/** Where a log on a host ends; `none`: there is no such file. */
export type HostPosition = LogPosition | 'none' | { readonly unknown: string };

/** @param path as the host has it */
export async function hostLogPosition(ask: Ask, path: string, signal: AbortSignal): Promise<HostPosition> {
  const answer = await askLog(ask, ['probe_log_at', path], signal);
  if ('unread' in answer) {
    return { unknown: answer.unread };
  }

  const { none, error, at } = answer;
  return at !== undefined ? { path, ...at } : none ? 'none' : { unknown: error ?? notUnderstood };
}

/**
 * A log on a host. Nothing keeps it open there between two looks: what was removed meanwhile is lost.
 * @param path as the host has it
 * @param from where it stood before the deploy; undefined: there was no file, so that all of it is new
 */
export function hostSource(
  ask: Ask,
  path: string,
  from: LogPosition | undefined,
  bytes: number = bytesOfOneHostLook,
): LogSource {
  let at: LogPosition | undefined = from;
  let lost = false;

  const take = async (part: LogPart, sink: LogSink): Promise<void> => {
    if (at !== undefined && (!isSame(at, part) || part.from !== at.size)) {
      sink.endLine();
    }

    const { dev, ino, tail } = part;
    at = { path, dev, ino, size: part.from + part.bytes, ...(tail === undefined ? {} : { tail }) };
    await addSlowly(Buffer.from(part.text), sink);
  };
  /** The place is another file's now, or nobody's. */
  const follow = async (old: LogPosition, answer: LogAnswer, most: number, { sink, signal }: OneRead) => {
    const { wanted, isLost } = wantedParts(path, old, answer);
    lost ||= isLost;
    const parts = await askParts(ask, { wanted, now: answer.now, most }, signal);
    if ('unread' in parts) {
      return parts;
    }

    for (const part of parts) {
      await take(part, sink);
      if (part.left > 0) {
        return 'more';
      }
    }

    return answer.now === undefined ? 'gone' : 'all';
  };
  const step = async (most: number, one: OneRead): Promise<LogRead> => {
    const position = at === undefined ? ['-', '-', '0', '-'] : [at.dev, at.ino, at.size, at.tail ?? '-'].map(String);
    const answer = await askLog(ask, ['probe_log_on', path, String(most), ...position], one.signal);
    if ('unread' in answer) {
      return answer;
    }

    const [part] = answer.parts;
    if (part !== undefined) {
      await take(part, one.sink);
      return part.left > 0 ? 'more' : 'all';
    }

    if (answer.error !== undefined || (!answer.none && answer.now === undefined)) {
      throw new Error(answer.error ?? notUnderstood);
    }

    return at === undefined ? 'gone' : follow(at, answer, most, one);
  };

  return {
    async read(sink, signal) {
      for (let room = bytes; ; room -= bytesAtOnce) {
        const read = await step(Math.min(bytesAtOnce, room), { sink, signal });
        if (read !== 'more' || room <= bytesAtOnce || signal.aborted) {
          return read === 'all' && lost ? { lost: 'some of it was lost in a rotation' } : read;
        }
      }
    },
    close: async () => undefined,
  };
}

/** A log of which nobody knows where it stood before the deploy: it is read from where it stands when it is first seen. */
export function hostSourceFromNow(ask: Ask, path: string): LogSource {
  let source: LogSource | undefined;
  return {
    async read(sink, signal) {
      if (source === undefined) {
        const now = await hostLogPosition(ask, path, signal);
        if (now !== 'none' && 'unknown' in now) {
          return { unread: now.unknown };
        }

        source = hostSource(ask, path, now === 'none' ? undefined : now);
      }

      return source.read(sink, signal);
    },
    close: async () => undefined,
  };
}

interface OneRead {
  readonly sink: LogSink;
  readonly signal: AbortSignal;
}

/** A flood must not hold up the keys. */
async function addSlowly(read: Buffer, sink: LogSink): Promise<void> {
  for (let index = 0; index < read.length; index += sliceBytes) {
    await sink.add(read.subarray(index, index + sliceBytes));
    await setImmediate();
  }
}

/** The rest of the old file, those that came and went since, then the new one. */
function wantedParts(
  path: string,
  old: LogPosition,
  { now, beside }: LogAnswer,
): { readonly wanted: readonly WantedPart[]; readonly isLost: boolean } {
  if (now !== undefined && isSame(old, now)) {
    return { wanted: [{ path, from: old.size, tail: old.tail }], isLost: false };
  }

  const rotated = rotatedAmong(beside, { path, before: old, now: now && { path, size: 0, ...now } });
  return {
    wanted: [
      ...(rotated.old === undefined ? [] : [{ path: rotated.old.path, from: old.size, tail: old.tail }]),
      ...rotated.between.slice(0, mostParts).map((file) => ({ path: file.path, from: 0, tail: undefined })),
      ...(now === undefined ? [] : [{ path, from: 0, tail: undefined }]),
    ],
    isLost: now !== undefined && (rotated.old === undefined || rotated.packed || rotated.between.length > mostParts),
  };
}
