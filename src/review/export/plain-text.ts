import { safe, safeLine } from '../../text/sanitise.js';

/**
 * Whatever stands in a record, as harmless text of bounded length: what is cut is said. Records are checked for what the
 * fold relies on, no further, so anything may stand where a text should be.
 * @param most characters
 */
export const plainText = (value: unknown, most = usualMost): string => bounded(asText(value), most, safe);

/** The same on one line. */
export const plainLine = (value: unknown, most = usualMost): string =>
  bounded(asText(value), most, (text) => safeLine(text));

const usualMost = 4000;

/** How much is left of a text, and that it is not all. */
export function bounded(text: string, most: number, clean = (kept: string): string => kept): string {
  if (text.length <= most) {
    return clean(text);
  }

  const kept = text.slice(0, most).replace(halfPair, '');
  return `${clean(kept)}… [cut: ${text.length.toLocaleString('en-US')} characters in all]`;
}

/** The first half of a character that the cut went through. */
const halfPair = /[\ud800-\udbff]$/;

function asText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }

  return value === undefined || value === null ? '' : (JSON.stringify(value) ?? '');
}
