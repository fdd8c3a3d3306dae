import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../../run/events.js';
import type { Ask } from './ask.js';
import { type LogAnswer, type LogPart, readLogAnswer } from './host-log-answer.js';
import { isSame, rotatedAmong } from './log-rotated.js';
import type { LogRead, LogSink, LogSource } from './log-source.js';
import probeScript from './probe.sh';

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
    const read = Buffer.from(part.text);
    for (let index = 0; index < read.length; index += sliceBytes) {
      await sink.add(read.subarray(index, index + sliceBytes));
      // A flood must not hold up the keys.
      await setImmediate();
    }
  };
  /** Another file is in its place, or none: the rest of the old one, those that came and went since, then the new one. */
  const follow = async (old: LogPosition, answer: LogAnswer, most: number, one: OneRead): Promise<LogRead> => {
    const { now, beside } = answer;
    if (now !== undefined && isSame(old, now)) {
      return readParts([{ path, from: old.size, tail: old.tail }], answer, most, one);
    }

    const rotated = rotatedAmong(beside, { path, before: old, now: now && { path, size: 0, ...now } });
    lost ||= now !== undefined && (rotated.old === undefined || rotated.packed || rotated.between.length > mostParts);
    return readParts(
      [
        ...(rotated.old === undefined ? [] : [{ path: rotated.old.path, from: old.size, tail: old.tail }]),
        ...rotated.between.slice(0, mostParts).map((file) => ({ path: file.path, from: 0, tail: undefined })),
        ...(now === undefined ? [] : [{ path, from: 0, tail: undefined }]),
      ],
      answer,
      most,
      one,
    );
  };
  const readParts = async (
    wanted: readonly { readonly path: string; readonly from: number; readonly tail: string | undefined }[],
    { now }: LogAnswer,
    most: number,
    { sink, signal }: OneRead,
  ): Promise<LogRead> => {
    const words = wanted.flatMap((one) => [one.path, String(one.from), one.tail ?? '-']);
    const answer =
      wanted.length === 0 ? noParts : await askLog(ask, ['probe_log_parts', String(most), ...words], signal);
    if ('unread' in answer) {
      return answer;
    }

    const last = answer.parts.at(-1);
    const moved = now !== undefined && (last === undefined || !isSame(last, now));
    if (answer.error !== undefined || answer.parts.length !== wanted.length || moved) {
      // Nothing of it counts: which part is missing is not known, and it is all read again.
      throw new Error(answer.error ?? 'it was moved while it was read');
    }

    for (const part of answer.parts) {
      await take(part, sink);
      if (part.left > 0) {
        return 'more';
      }
    }

    return now === undefined ? 'gone' : 'all';
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

const notUnderstood = 'the host answered something that is no answer';

const noParts: LogAnswer = { none: false, beside: [], parts: [] };

async function askLog(
  ask: Ask,
  call: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<LogAnswer | { readonly unread: string }> {
  const asked = await ask({ script: probeScript, call }, signal);
  return asked.how === 'unasked' ? { unread: asked.text } : (readLogAnswer(asked.text) ?? { unread: notUnderstood });
}
