import { readRegular } from './files.js';
import { decodeRecord } from './record.js';
import type { SegmentName } from './segment-files.js';

/** Looks for a text in everything that the records of a run say, upper and lower case alike. */
export function createTextSearch(text: string): (names: readonly SegmentName[]) => boolean {
  const wanted = text.toLowerCase();
  const needle = surePart(text).toLowerCase();
  return (names) =>
    names.some(({ path }) => {
      const bytes = readRegular(path);
      return bytes !== undefined && anyLineWith(needle, bytes, (line) => says(line, wanted));
    });
}

/**
 * The longest part of a text that stands in the file as it is, as one byte for each character: not what JSON may write in
 * two ways, and not the dotted i, which is two characters in lower case.
 */
const surePart = (text: string): string =>
  text
    .split(/i(?=\u0307)|[^ !#-.0-[\]-~]/u)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** Whether a line that holds the needle passes. Only those are looked at. */
function anyLineWith(needle: string, bytes: Buffer, passes: (line: Buffer) => boolean): boolean {
  const lower = bytes.toString('latin1').toLowerCase();
  for (let at = lower.indexOf(needle); at !== -1; ) {
    const end = bytes.indexOf(10, at);
    if (end === -1) {
      // It was never whole.
      return false;
    }

    if (passes(bytes.subarray(bytes.lastIndexOf(10, at) + 1, end))) {
      return true;
    }

    at = end + 1 < lower.length ? lower.indexOf(needle, end + 1) : -1;
  }

  return false;
}

function says(line: Buffer, wanted: string): boolean {
  const record = decodeRecord(line);
  return typeof record !== 'string' && valueSays(record, wanted);
}

/** In the values alone: every record has the keys. */
function valueSays(value: unknown, wanted: string): boolean {
  if (typeof value === 'string') {
    return value.toLowerCase().includes(wanted);
  }

  return typeof value === 'object' && value !== null && Object.values(value).some((each) => valueSays(each, wanted));
}
