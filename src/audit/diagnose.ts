import type { Fault } from './fault.js';
import type { SegmentBytes } from './main-line.js';
import { type AuditRecord, decodeRecord, isNewerFormat, sha256, zeroHash } from './record.js';

/**
 * Names every place at which a damaged run is not what was written: after each one it goes on from what it finds, so
 * that one edit does not hide the next. Pure.
 */
export function diagnose(run: string, segments: readonly SegmentBytes[]): readonly Fault[] {
  const faults: Fault[] = [];
  /** Every state a later segment may have joined. */
  const states: State[] = [start];
  let state: State = start;
  for (const segment of segments) {
    for (const { raw, line } of completeLines(segment.bytes)) {
      const at = `${segment.file}:${line}`;
      const record = decodeRecord(raw);
      if (typeof record === 'string') {
        const fault = { run, seq: state.seq, ...unreadable(record, at) };
        // All lines of a newer run are of its format: once is enough.
        faults.push(...(fault.kind === 'newer-format' && faults.some(isNewer) ? [] : [fault]));
      } else {
        const joined = line === 1 ? (states.findLast((one) => one.hash === record.prev) ?? state) : state;
        faults.push(...compare(run, record, joined, at));
      }

      const seq = typeof record === 'string' ? state.seq : record.seq;
      state = { hash: sha256(raw), seq: seq + 1, at, readable: typeof record !== 'string' };
      states.push(state);
    }
  }

  return faults;
}

const isNewer = ({ kind }: Fault): boolean => kind === 'newer-format';

const unreadable = (words: string, at: string): Pick<Fault, 'kind' | 'text'> =>
  isNewerFormat(words)
    ? { kind: 'newer-format', text: `was written by a newer shipit, and only that one can check it: ${at} ${words}` }
    : { kind: 'unreadable', text: `${at} ${words}` };

/** After a record: what the next one must name. */
interface State {
  readonly hash: string;
  readonly seq: number;
  /** Where that record stands; empty before the first. */
  readonly at: string;
  readonly readable: boolean;
}

const start: State = { hash: zeroHash, seq: 0, at: '', readable: true };

function compare(run: string, record: AuditRecord, before: State, at: string): readonly Fault[] {
  const { seq } = record;
  if (record.run !== run) {
    return [{ run, seq, kind: 'inserted', text: `${at} belongs to run ${record.run}` }];
  }

  if (seq > before.seq) {
    const lost = seq - 1 > before.seq ? `records ${before.seq} to ${seq - 1} are` : `record ${before.seq} is`;
    return [{ run, seq: before.seq, kind: 'missing', text: `${lost} missing before ${at}` }];
  }

  if (seq < before.seq) {
    const text = `${at} is record ${seq} after record ${before.seq - 1}: it was put there, or records were moved`;
    return [{ run, seq, kind: 'moved', text }];
  }

  if (record.prev === before.hash || !before.readable) {
    return [];
  }

  return before.at === ''
    ? [{ run, seq, kind: 'changed', text: `${at} does not begin the run: its first record names one before it` }]
    : [
        {
          run,
          seq: before.seq - 1,
          kind: 'changed',
          text: `${before.at} (record ${before.seq - 1}) is not what ${at} was chained to: one of the two was changed`,
        },
      ];
}

/** SHA-256 of every complete line, in order. */
export const hashesOf = (segments: readonly SegmentBytes[]): readonly string[] =>
  segments.flatMap(({ bytes }) => [...completeLines(bytes)].map(({ raw }) => sha256(raw)));

function* completeLines(bytes: Buffer): Generator<{ readonly raw: Buffer; readonly line: number }> {
  let offset = 0;
  let line = 1;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, offset)) {
    yield { raw: bytes.subarray(offset, end), line };
    offset = end + 1;
    line += 1;
  }
}
