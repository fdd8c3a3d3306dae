import type { Ask } from './ask.js';
import { type LogAnswer, type LogPart, readLogAnswer } from './host-log-answer.js';
import { isSame } from './log-rotated.js';
import probeScript from './probe.sh';

type Unread = { readonly unread: string };

/** Asks a host with a function of `probe.sh`. */
export async function askLog(
  ask: Ask,
  call: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<LogAnswer | Unread> {
  const asked = await ask({ script: probeScript, call }, signal);
  return asked.how === 'unasked' ? { unread: asked.text } : (readLogAnswer(asked.text) ?? { unread: notUnderstood });
}

export const notUnderstood = 'the host answered something that is no answer';

export interface WantedPart {
  readonly path: string;
  /** Bytes before it. */
  readonly from: number;
  readonly tail: string | undefined;
}

/**
 * The next parts of some files, in one answer.
 * @param now the file that has the name, which the last part has to be of
 * @throws Error in words when not all of it came
 */
export async function askParts(
  ask: Ask,
  {
    wanted,
    now,
    most,
  }: { readonly wanted: readonly WantedPart[]; readonly now: LogAnswer['now']; readonly most: number },
  signal: AbortSignal,
): Promise<readonly LogPart[] | Unread> {
  const words = wanted.flatMap((one) => [one.path, String(one.from), one.tail ?? '-']);
  const answer = wanted.length === 0 ? noParts : await askLog(ask, ['probe_log_parts', String(most), ...words], signal);
  if ('unread' in answer) {
    return answer;
  }

  const { parts, error } = answer;
  const last = parts.at(-1);
  const moved = now !== undefined && (last === undefined || !isSame(last, now));
  if (error !== undefined || parts.length !== wanted.length || moved) {
    // Nothing of it counts: which part is missing is not known, and it is all read again.
    throw new Error(error ?? 'it was moved while it was read');
  }

  return parts;
}

const noParts: LogAnswer = { none: false, beside: [], parts: [] };
