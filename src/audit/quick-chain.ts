import type { SegmentBytes } from './main-line.js';
import { decodeRecord, sha256, zeroHash } from './record.js';

/** What is known of a chain without having parsed it. */
export interface Chain {
  readonly records: number;
  readonly head: string;
}

/**
 * Follows the chain of a run over raw bytes: every line begins with the hash of the line before it, so nothing is parsed
 * but each file's first and last line. Pure.
 * @param each called with the hash of every record, in order
 * @returns undefined if anything is out of the ordinary, be it damage or only the trace of a crash: then look closely
 */
export function quickChain(
  run: string,
  segments: readonly SegmentBytes[],
  each: (hash: string, index: number) => void,
): Chain | undefined {
  let head = zeroHash;
  let records = 0;
  for (const { bytes, gen } of segments) {
    const first = decodeRecord(bytes.subarray(0, Math.max(0, bytes.indexOf(10))));
    const opens = typeof first !== 'string' && first.type === 'segment' && first['gen'] === gen && first.run === run;
    // What a crash left behind may be gone since: whoever went on behind it has named it.
    if (!opens || first['torn'] !== undefined || first.seq !== records || bytes.at(-1) !== 10) {
      return undefined;
    }

    let offset = 0;
    let begin = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, offset)) {
      if (bytes.toString('latin1', offset, offset + 73) !== `{"prev":"${head}`) {
        return undefined;
      }

      head = sha256(bytes.subarray(offset, end));
      each(head, records);
      records += 1;
      begin = offset;
      offset = end + 1;
    }

    const last = decodeRecord(bytes.subarray(begin, -1));
    if (typeof last === 'string' || last.run !== run || last.seq !== records - 1) {
      return undefined;
    }
  }

  return { records, head };
}
