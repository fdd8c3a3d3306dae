import { readRegular } from './files.js';
import { decodeRecord } from './record.js';
import type { SegmentName } from './segment-files.js';

/** Looks for a text in everything that the records of a run say, upper and lower case alike. */
export function createTextSearch(text: string): (names: readonly SegmentName[]) => boolean {
  const wanted = text.toLowerCase();
  // In the file, a text stands as JSON writes it. What JSON may write in two ways is left to the parsed values.
  const needle = /^[ -!#-.0-[\]-~]*$/u.test(wanted) ? wanted : '';
  return (names) =>
    names.some(({ path }) => {
      const bytes = readRegular(path);
      return bytes !== undefined && mayHold(bytes, needle) && linesOf(bytes).some((line) => says(line, wanted));
    });
}

const mayHold = (bytes: Buffer, needle: string): boolean =>
  needle === '' || bytes.toString('latin1').toLowerCase().includes(needle);

function* lines(bytes: Buffer): Generator<Buffer> {
  let from = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
    yield bytes.subarray(from, end);
    from = end + 1;
  }
}

const linesOf = (bytes: Buffer): readonly Buffer[] => [...lines(bytes)];

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
