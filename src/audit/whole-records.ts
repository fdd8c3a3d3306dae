import { isUtf8 } from 'node:buffer';
import type { SegmentBytes } from './main-line.js';
import { type AuditRecord, recordAfter } from './record.js';

/**
 * All records of a run whose chain was followed over the raw bytes (`quickChain`): parsed, and not hashed again. Pure.
 * @returns undefined where anything is out of the ordinary: then look closely (`mainLine`)
 */
export function wholeRecords(run: string, segments: readonly SegmentBytes[]): readonly AuditRecord[] | undefined {
  const records: AuditRecord[] = [];
  for (const { bytes } of segments) {
    if (!isUtf8(bytes)) {
      return undefined;
    }

    for (let begin = 0, end = bytes.indexOf(10); end !== -1; begin = end + 1, end = bytes.indexOf(10, begin)) {
      const prev = bytes.toString('latin1', begin + prevAt, begin + prevAt + hashLength);
      const record = recordIn(prev, bytes.toString('utf8', begin, end));
      const follows =
        record?.run === run && record.seq === records.length && (record.type === 'segment') === (begin === 0);
      if (!follows) {
        return undefined;
      }

      records.push(record);
    }
  }

  return records;
}

/** A line begins with `{"prev":"`. */
const prevAt = 9;
const hashLength = 64;

function recordIn(prev: string, line: string): AuditRecord | undefined {
  try {
    return recordAfter(prev, JSON.parse(line));
  } catch {
    return undefined;
  }
}
