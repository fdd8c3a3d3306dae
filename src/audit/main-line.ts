import {
  after,
  type Damage,
  type Line,
  type Read,
  readLines,
  type SegmentBytes,
  type State,
  start,
  undecoded,
} from './read-lines.js';
import { decodeRecord, sha256 } from './record.js';

export type { Damage, Line, SegmentBytes } from './read-lines.js';

/** The end of a segment that was never acknowledged to anybody. */
export interface Torn {
  readonly gen: number;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface MainLine {
  readonly lines: readonly Line[];
  /** Written by a process after another had taken the run over. Kept, but not part of what counts. */
  readonly late: readonly Line[];
  readonly torn: readonly Torn[];
  /** The first one, if any: what counts ends before it. */
  readonly damage: Damage | undefined;
}

/**
 * What counts of a run, by the reader rule: lines until the first that has no line feed, does not parse or does not
 * follow. A later segment's first record says where it joins the one before; what comes after that there is late, or an
 * end that was never acknowledged. Pure.
 * @param segments in order of their numbers
 */
export function mainLine(run: string, segments: readonly SegmentBytes[]): MainLine {
  const counted: Line[] = [];
  const ends: Ending[] = [];
  let open: Read | undefined;
  let damage: Damage | undefined;
  for (const segment of segments) {
    if (!segment.bytes.includes(10)) {
      // Its writer died before the first record was whole: nothing was ever built on it.
      ends.push(tornEnd(segment, 0));
      continue;
    }

    const join: Joined | Damage = joinOf(segment, open, run);
    if ('text' in join) {
      damage = join;
      break;
    }

    counted.push(...(open?.lines.slice(0, join.at) ?? []));
    if (open !== undefined) {
      ends.push(endOf(open, join.at, join.abandoned));
    }

    open = readLines(run, segment, join.state);
  }

  counted.push(...(open?.lines ?? []));
  if (open !== undefined) {
    ends.push(endOf(open, open.lines.length, undefined));
  }

  return {
    lines: counted,
    late: ends.flatMap((end) => end.late),
    torn: ends.flatMap((end) => end.torn).filter((torn) => torn.bytes > 0),
    damage: ends.find((end) => end.damage !== undefined)?.damage ?? damage,
  };
}

interface Joined {
  readonly at: number;
  readonly state: State;
  /** What the new segment's first record calls the abandoned end of the one before. */
  readonly abandoned: Abandoned | undefined;
}

interface Abandoned {
  readonly gen: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where a segment goes on: after how many lines of the one before. */
function joinOf(segment: SegmentBytes, before: Read | undefined, run: string): Joined | Damage {
  const at = (text: string): Damage => ({ file: segment.file, line: 1, text });
  const first = decodeRecord(segment.bytes.subarray(0, segment.bytes.indexOf(10)));
  if (typeof first === 'string') {
    return undecoded(first, segment.file, 1);
  }

  if (first.type !== 'segment' || first['gen'] !== segment.gen || first.run !== run) {
    return at(`is not the first record of segment ${segment.gen} of run ${run}`);
  }

  const states: readonly State[] =
    before === undefined ? [start] : [before.from, ...before.lines.map((line) => after(line))];
  const joined = states.findIndex(({ hash, seq }) => hash === first.prev && seq === first.seq);
  const state = states[joined];
  if (state === undefined) {
    return before?.problem ?? at('does not follow from the segment before it');
  }

  return { at: joined, state, abandoned: toAbandoned(first['torn']) };
}

function toAbandoned(value: unknown): Abandoned | undefined {
  const { gen, bytes, sha256: digest }: Readonly<Record<string, unknown>> = { ...(value ?? {}) };
  return typeof gen === 'number' && typeof bytes === 'number' && typeof digest === 'string'
    ? { gen, bytes, sha256: digest }
    : undefined;
}

interface Ending {
  readonly late: readonly Line[];
  readonly torn: readonly Torn[];
  readonly damage: Damage | undefined;
}

/** What to make of a segment's bytes after its first `count` lines. */
function endOf(read: Read, count: number, abandoned: Abandoned | undefined): Ending {
  const { bytes, gen, file } = read.segment;
  const from = count === 0 ? 0 : (read.lines[count - 1]?.end ?? 0);
  if (abandoned?.gen === gen) {
    return bytes.length - from === abandoned.bytes && sha256(bytes.subarray(from)) === abandoned.sha256
      ? tornEnd(read.segment, from)
      : { ...nothing, damage: { file, line: count + 1, text: 'is not the end that its successor found here' } };
  }

  const late = read.lines.slice(count);
  if (read.problem !== undefined) {
    return { late, torn: [], damage: read.problem };
  }

  return { ...tornEnd(read.segment, late.at(-1)?.end ?? from), late };
}

const nothing: Ending = { late: [], torn: [], damage: undefined };

function tornEnd({ bytes, gen, file }: SegmentBytes, from: number): Ending {
  const rest = bytes.subarray(from);
  return { ...nothing, torn: [{ gen, file, bytes: rest.length, sha256: sha256(rest) }] };
}
