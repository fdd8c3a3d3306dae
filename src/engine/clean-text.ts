import { createHash } from 'node:crypto';
import { safe, safeLine } from '../text/sanitise.js';

export type Redact = (text: string) => string;

/** Harmless, then without secrets: a colour code in the middle of a secret would hide it from the patterns. */
export const cleanText = (text: string, redact: Redact): string => redact(safe(text));

/**
 * The same on one line. Redacted again after its lines were joined: what stood on two lines may be a secret on one.
 * @param maxColumns terminal columns; in bytes it takes at most four times as much, whatever draws nothing
 */
export function cleanLine(text: string, redact: Redact, maxColumns: number): string {
  const line = safeLine(redact(safeLine(cleanText(text, redact))), maxColumns);
  const bytes = Buffer.from(line);
  // A character that was cut in two ends as U+FFFD.
  return bytes.length <= maxColumns * 4 ? line : `${bytes.subarray(0, maxColumns * 4 - 3).toString()}…`;
}

/** Lines that belong together: what is a secret only over several of them, a private key, goes first. */
export const cleanLines = (texts: readonly string[], redact: Redact, maxColumns: number): readonly string[] =>
  texts.length === 0
    ? []
    : redact(texts.map((text) => safeLine(text.includes('\n') ? cleanText(text, redact) : text)).join('\n'))
        .split('\n')
        .map((line) => cleanLine(line, redact, maxColumns));

/** A key as it is shown and matched. One that is cut ends with a digest of all of it: no two that begin alike are one. */
export function cleanKey(text: string, redact: Redact, maxColumns: number): string {
  const full = cleanLine(text, redact, Number.MAX_SAFE_INTEGER);
  const key = cleanLine(text, redact, maxColumns);
  if (key === full) {
    return key;
  }

  const digest = createHash('sha256').update(full).digest('hex').slice(0, 12);
  return `${cleanLine(text, redact, maxColumns - digest.length).replace(/…?$/u, '…')}${digest}`;
}
