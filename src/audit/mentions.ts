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
 * What the records of a run refer to. Only lines that may hold a reference are parsed, by their types, where anything of
 * the run names such a thing; what counts is then read from the parsed record, so no note can pretend to be one.
 */
export function mentions(segments: readonly SegmentBytes[]): readonly Mention[] {
  const has = (text: string): boolean => segments.some(({ bytes }) => bytes.includes(text));
  // The start of a deploy and its end may stand in different files.
  const types = [
    ...['', 'run.star', 'restart"'],
    ...(has('file":"') ? ['evidence'] : []),
    ...(has('output":"') ? ['deploy.s', 'deploy.e'] : []),
  ];
  return mentionsIn(segments.flatMap(({ bytes }) => [...ofTypes(bytes, types)]));
}

/** The same of records that are there already: all of a run, in order. */
export function mentionsIn(records: readonly AuditRecord[]): readonly Mention[] {
  const found: Mention[] = [];
  let out = '';
  for (const record of records) {
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

/** The records whose types begin so, in order. */
function* ofTypes(bytes: Buffer, types: readonly string[]): Generator<AuditRecord> {
  for (let begin = 0, end = bytes.indexOf(10); end !== -1; begin = end + 1, end = bytes.indexOf(10, begin)) {
    if (types.includes(typeOf(bytes, begin))) {
      const record = decodeRecord(bytes.subarray(begin, end));
      if (typeof record !== 'string') {
        yield record;
      }
    }
  }
}

/** The first eight characters, found where shipit writes them; empty where that cannot be told without parsing. */
function typeOf(bytes: Buffer, begin: number): string {
  const at = bytes.indexOf('"type":"', begin + headBytes) + 8;
  return at < 8 || at > begin + headBytes + 40 ? '' : bytes.toString('latin1', at, at + 8);
}

/** Of what stands before the type at least: prev, v, run, seq, t and m, each with its name. */
const headBytes = 160;

const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const asMap = (value: unknown): Readonly<Record<string, unknown>> => ({ ...(typeof value === 'object' ? value : {}) });
