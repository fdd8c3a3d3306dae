import type { SegmentBytes } from './main-line.js';
import { type AuditRecord, decodeRecord } from './record.js';

/** Something that lies beside the records, and which record says so. */
export type Mention =
  | { readonly what: 'evidence'; readonly seq: number; readonly digest: string }
  | {
      readonly what: 'output';
      readonly seq: number;
      readonly out: string;
      readonly digest: string;
      readonly bytes: number;
    }
  | { readonly what: 'run'; readonly seq: number; readonly run: string; readonly head: string };

/**
 * What the records of a run refer to. Only lines that may hold a reference are parsed; what counts is then read from the
 * parsed record, so no note can pretend to be one.
 */
export function mentions(segments: readonly SegmentBytes[]): readonly Mention[] {
  const found: Mention[] = [];
  let out = '';
  for (const record of segments.flatMap(({ bytes }) => recordsWith(bytes, needles))) {
    const { seq, type } = record;
    if (type === 'deploy.start' && typeof record['out'] === 'string') {
      out = record['out'];
    } else if (type === 'deploy.end' && isDigest(record['output']) && typeof record['bytes'] === 'number') {
      found.push({ what: 'output', seq, out, digest: record['output'], bytes: record['bytes'] });
    } else if (type === 'evidence' && isDigest(record['file'])) {
      found.push({ what: 'evidence', seq, digest: record['file'] });
    } else if (type === 'run.start' || type === 'restart') {
      const { sha256: digest } = asMap(record['checklist']);
      const { run, head } = asMap(record['prevSession']);
      found.push(...(isDigest(digest) ? [{ what: 'evidence', seq, digest } as const] : []));
      found.push(...(typeof run === 'string' && isDigest(head) ? [{ what: 'run', seq, run, head } as const] : []));
    }
  }

  return found;
}

/** Ends of the texts that matter: they begin with a rare letter, which makes the search twice as fast. */
const needles = ['start"', 'deploy.end"', 'file":"'];

/** The records whose lines contain one of the needles, in order. */
function recordsWith(bytes: Buffer, texts: readonly string[]): readonly AuditRecord[] {
  const begins = new Set<number>();
  for (const text of texts) {
    for (let at = bytes.indexOf(text); at !== -1; ) {
      begins.add(bytes.lastIndexOf(10, at) + 1);
      const end = bytes.indexOf(10, at);
      at = end === -1 ? -1 : bytes.indexOf(text, end);
    }
  }

  return [...begins]
    .sort((one, other) => one - other)
    .flatMap((begin) => {
      const end = bytes.indexOf(10, begin);
      const record = end === -1 ? 'is not whole' : decodeRecord(bytes.subarray(begin, end));
      return typeof record === 'string' ? [] : [record];
    });
}

const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const asMap = (value: unknown): Readonly<Record<string, unknown>> => ({ ...(typeof value === 'object' ? value : {}) });
