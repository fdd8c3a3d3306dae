import type { Json, SourceAsked } from '../run/evidence.js';
import { cleanLine, cleanText, type Redact } from './clean-text.js';

const limits = { line: 300, tailLines: 200, tailBytes: 4096 } as const;

/** The source with its words made harmless, without secrets, and with the last lines of what it wrote. */
export function cleanSource(source: SourceAsked, redact: Redact): SourceAsked {
  const { tail, ...rest } = source;
  const cleaned = { ...rest, cmd: cleanLine(source.cmd, redact, limits.line) };
  if (tail === undefined) {
    return cleaned;
  }

  const text = cleanText(tail, redact).split('\n').slice(-limits.tailLines).join('\n');
  return { ...cleaned, tail: text.slice(-limits.tailBytes) };
}

/** The same for facts, however deep. */
export function cleanJson(value: Json, redact: Redact): Json {
  if (typeof value === 'string') {
    return cleanText(value, redact).slice(0, 2000);
  }

  if (Array.isArray(value)) {
    return value.slice(0, 200).map((one: Json) => cleanJson(one, redact));
  }

  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value as { readonly [key: string]: Json }).map(([key, one]) => [
        cleanLine(key, redact, limits.line),
        cleanJson(one, redact),
      ]),
    );
  }

  return value;
}
