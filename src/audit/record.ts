import { hash } from 'node:crypto';

/** What every record begins with, in this order. */
export interface RecordHead {
  /** SHA-256 (hex) of the exact bytes of the line before, without its line feed; 64 zeros in a run's first. */
  readonly prev: string;
  readonly v: 1;
  readonly run: string;
  /** 0, 1, 2… across the segments of a run, without gaps. */
  readonly seq: number;
  /** UTC, ISO 8601, milliseconds. */
  readonly t: string;
  /** Monotonic milliseconds since the segment was opened. */
  readonly m: number;
  readonly type: string;
}

/** One line of the audit log. */
export interface AuditRecord extends RecordHead {
  readonly [field: string]: unknown;
}

export const zeroHash = '0'.repeat(64);

/** Of one line with its line feed. What is larger belongs into the evidence store. */
export const maxRecordBytes = 65_536;

/**
 * The line as it is written, with its line feed. Control characters, invisible and direction-changing ones are escaped,
 * so that `cat` shows the log safely and as it is.
 * @throws RangeError if it is longer than `maxRecordBytes`, TypeError if the body uses a name of the head
 */
export function encodeRecord(head: RecordHead, body: object): Buffer {
  const { prev, v, run, seq, t, m, type } = head;
  const taken = Object.keys(body).find((key) => key in head || /^\d+$/.test(key));
  if (taken !== undefined && !(taken === 'type' && 'type' in body && body.type === type)) {
    throw new TypeError(`a record's body may not have a field "${taken}" (${type})`);
  }

  const line = Buffer.from(`${safeJson({ prev, v, run, seq, t, m, type, ...body })}\n`);
  if (line.length > maxRecordBytes) {
    throw new RangeError(`a "${type}" record of ${line.length} bytes is too large: at most ${maxRecordBytes}`);
  }

  return line;
}

/** JSON in which no character can steer a terminal or hide: control, invisible and direction-changing ones are escaped. */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** The record in a line without its line feed, or what is wrong with the line, in words. */
export function decodeRecord(line: Uint8Array): AuditRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(line));
  } catch {
    return 'is not JSON in UTF-8';
  }

  if (!isObject(value)) {
    return 'is not a JSON object';
  }

  return isRecord(value) ? value : wrongHead(value);
}

/** The record that a line holds, once parsed, if it names this one as the one before it; undefined for anything else. */
export const recordAfter = (prev: string, value: unknown): AuditRecord | undefined =>
  isObject(value) && value['prev'] === prev && isLaterRecord(value) ? value : undefined;

/** Whether what is wrong with a line, as `decodeRecord` says it, is only that this version is too old to read it. */
export const isNewerFormat = (words: string): boolean => words.startsWith('is of format ');

/** SHA-256 in hexadecimal digits. */
export const sha256 = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRecord = (record: Readonly<Record<string, unknown>>): record is AuditRecord =>
  typeof record['prev'] === 'string' && /^[0-9a-f]{64}$/.test(record['prev']) && isLaterRecord(record);

/** The rest of it, for whoever knows which `prev` there has to be. */
const isLaterRecord = (record: Readonly<Record<string, unknown>>): record is AuditRecord =>
  record['v'] === 1 &&
  typeof record['run'] === 'string' &&
  Number.isSafeInteger(record['seq']) &&
  typeof record['t'] === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(record['t']) &&
  typeof record['m'] === 'number' &&
  typeof record['type'] === 'string';

const wrongHead = ({ v }: Readonly<Record<string, unknown>>): string =>
  typeof v === 'number' && v > 1
    ? `is of format ${v}: a newer shipit wrote it, and only a newer one can read it`
    : 'does not begin with prev, v, run, seq, t, m and type';
