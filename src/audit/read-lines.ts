import { type AuditRecord, decodeRecord, isNewerFormat, sha256, zeroHash } from './record.js';

/** One segment file as it lies on disk. */
export interface SegmentBytes {
  readonly gen: number;
  readonly file: string;
  readonly bytes: Buffer;
}

/** One line that follows from the one before it. */
export interface Line {
  readonly record: AuditRecord;
  readonly gen: number;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** SHA-256 of the line: the next one's `prev`. */
  readonly hash: string;
  /** Offset of the next line. */
  readonly end: number;
}

/** A complete line that is not what it was when it was written. */
export interface Damage {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Nobody changed it: it is of a format that only a newer version can read. */
  readonly newer?: true;
}

/** As much of a segment as follows from where it joins. */
export interface Read {
  readonly segment: SegmentBytes;
  readonly from: State;
  readonly lines: readonly Line[];
  readonly problem: Damage | undefined;
}

/** After a record: what the next one must name. */
export interface State {
  readonly hash: string;
  readonly seq: number;
}

/** The lines of a segment up to the first that does not follow. */
export function readLines(run: string, segment: SegmentBytes, from: State): Read {
  const { bytes, file, gen } = segment;
  const lines: Line[] = [];
  let state = from;
  let offset = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, offset)) {
    const raw = bytes.subarray(offset, end);
    const record = decodeRecord(raw);
    if (typeof record === 'string') {
      return { segment, from, lines, problem: undecoded(record, file, lines.length + 1) };
    }

    const wrong = misfit(record, run, state, lines.length > 0);
    if (wrong !== undefined) {
      return { segment, from, lines, problem: { file, line: lines.length + 1, text: wrong } };
    }

    const line = { record, gen, file, line: lines.length + 1, hash: sha256(raw), end: end + 1 };
    lines.push(line);
    state = after(line);
    offset = end + 1;
  }

  return { segment, from, lines, problem: undefined };
}

/** @param words what `decodeRecord` says of the line */
export const undecoded = (words: string, file: string, line: number): Damage => ({
  file,
  line,
  text: words,
  ...(isNewerFormat(words) ? { newer: true } : {}),
});

function misfit(record: AuditRecord, run: string, { hash, seq }: State, inside: boolean): string | undefined {
  if (record.run !== run) {
    return `belongs to run ${record.run}`;
  }

  if (record.seq !== seq) {
    return `is record ${record.seq}, where record ${seq} should stand`;
  }

  if (record.prev !== hash) {
    return `(record ${seq}) does not follow from the record before it`;
  }

  return inside && record.type === 'segment' ? 'begins a segment in the middle of a file' : undefined;
}

/** Before the first record of a run. */
export const start: State = { hash: zeroHash, seq: 0 };

export const after = (line: Line): State => ({ hash: line.hash, seq: line.record.seq + 1 });
