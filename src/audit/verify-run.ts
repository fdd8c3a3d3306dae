import { plural } from '../text/plural.js';
import type { BlobCheck } from './blobs.js';
import { diagnose, hashesOf } from './diagnose.js';
import { digested } from './digest.js';
import { brokenReference, type Fault, type Note, type Reference } from './fault.js';
import { readRegular } from './files.js';
import { disagreement } from './index-agrees.js';
import type { IndexEntry } from './index-entry.js';
import type { IndexedEnd } from './index-read.js';
import { type MainLine, mainLine, type SegmentBytes } from './main-line.js';
import { mentions, mentionsIn } from './mentions.js';
import { quickChain } from './quick-chain.js';
import type { AuditRecord } from './record.js';
import type { SegmentName } from './segment-files.js';
import { wholeRecords } from './whole-records.js';

export interface VerifyRunOptions extends WhatIsKnown {
  readonly names: readonly SegmentName[];
  /** For whoever reads many: as `readRegular`, which it is unless given. */
  readonly read?: typeof readRegular;
}

/** What stands outside of a run's own files and knows of it. */
export interface WhatIsKnown {
  readonly run: string;
  /** A whole entry is held against the records; of one that is an end alone, only the end. */
  readonly indexed: IndexEntry | IndexedEnd | undefined;
  /** What later runs say about the end of this one. */
  readonly references: readonly Reference[];
  readonly blobs: BlobCheck;
}

export interface FoundFile extends Omit<SegmentBytes, 'bytes'> {
  readonly bytes: Buffer | undefined;
}

export interface RunCheck {
  readonly records: number;
  readonly faults: readonly Fault[];
  readonly notes: readonly Note[];
  /** What this run says about earlier ones. */
  readonly references: readonly Reference[];
}

/** Compares one run with its own chain, and with everything outside of it that knows about it. */
export const verifyRun = ({ names, read = readRegular, ...known }: VerifyRunOptions): RunCheck =>
  verifyFiles(
    names.map(({ gen, path }) => ({ gen, file: path, bytes: read(path) })),
    known,
  );

/**
 * The same for files that were read already. Pure, but for what `blobs` does.
 * @param found in order of their numbers; without bytes where no regular file lies
 */
export function verifyFiles(found: readonly FoundFile[], { run, indexed, references, blobs }: WhatIsKnown): RunCheck {
  const segments = found.flatMap(({ bytes, ...segment }) => (bytes === undefined ? [] : [{ ...segment, bytes }]));
  const known = [indexed?.head, ...references.map(({ head }) => head)];
  /** The number of each record that is known elsewhere. */
  const at = new Map<string, number>();
  const each = (hash: string, index: number): void => {
    if (known.includes(hash)) {
      at.set(hash, index);
    }
  };
  const quick = quickChain(run, segments, each);
  const chain: Looked = quick ?? closeLook(run, segments, each);
  const isTold = indexed !== undefined && fitsBytes(indexed, segments);
  const records = quick !== undefined && isTold ? wholeRecords(run, segments) : undefined;
  const mentioned = records === undefined ? mentions(segments) : mentionsIn(records);
  const ofFiles = [
    ...found.filter(({ bytes }) => bytes === undefined).map(({ file }) => foreign(run, file)),
    ...(chain.faults ?? []),
    ...(indexed === undefined ? [] : againstIndex(indexed, chain, at.get(indexed.head))),
  ];
  return {
    records: chain.records,
    notes: chain.notes ?? [],
    faults: [
      ...ofFiles,
      ...(ofFiles.length === 0 && isTold ? wordOfIndex(indexed, records ?? countedRecords(run, segments)) : []),
      ...references.filter(({ head }) => !at.has(head)).map((one) => brokenReference(one, true)),
      ...mentioned.flatMap((mention) => blobs(run, mention) ?? []),
    ],
    references: mentioned.flatMap((mention) =>
      mention.what === 'run' ? [{ by: run, seq: mention.seq, run: mention.run, head: mention.head }] : [],
    ),
  };
}

/** Whether the files are as they were when the line of the index was written: then it has to say what they say. */
const fitsBytes = (indexed: IndexEntry | IndexedEnd, segments: readonly SegmentBytes[]): indexed is IndexEntry =>
  'segments' in indexed &&
  segments.at(-1)?.gen === indexed.segments &&
  segments.reduce((total, { bytes }) => total + bytes.length, 0) === indexed.bytes;

const countedRecords = (run: string, segments: readonly SegmentBytes[]): readonly AuditRecord[] =>
  mainLine(run, segments).lines.map(({ record }) => record);

function wordOfIndex(indexed: IndexEntry, records: readonly AuditRecord[]): readonly Fault[] {
  const { run, head } = indexed;
  const key = disagreement(indexed, digested({ run, records, segments: [], late: [], head, alive: false }));
  const text = `the index says something else of run ${run} than its records do (${key}): the records count; make the index anew with shipit log verify --rebuild-index`;
  return key === undefined ? [] : [{ run, seq: 0, kind: 'index', text }];
}

interface Looked {
  readonly records: number;
  /** Complete lines in all, where that is more than what counts. */
  readonly lines?: number;
  readonly faults?: readonly Fault[];
  readonly notes?: readonly Note[];
}

/** What the quick way would not vouch for: damage, or only what a crash or a take-over left behind. */
function closeLook(
  run: string,
  segments: readonly SegmentBytes[],
  each: (hash: string, index: number) => void,
): Looked {
  const line = mainLine(run, segments);
  const { damage } = line;
  // Behind damage the main line ends, but what others know of the run may still be there.
  const hashes = damage === undefined ? line.lines.map(({ hash }) => hash) : hashesOf(segments);
  hashes.forEach((hash, index) => {
    each(hash, index);
  });
  const places = damage === undefined ? [] : diagnose(run, segments);
  const seq = line.lines.length;
  const text = damage === undefined ? '' : `${damage.file}:${damage.line} ${damage.text}`;
  return {
    records: line.lines.length,
    lines: hashes.length,
    faults: damage !== undefined && places.length === 0 ? [{ run, seq, kind: 'changed', text }] : places,
    notes: notesOn(run, line),
  };
}

const notesOn = (run: string, { torn, late }: MainLine): readonly Note[] => [
  ...torn.map(({ file, bytes }) => ({
    run,
    text: `${file} ends in ${plural(bytes, 'byte')} of a record that was never acknowledged: what a crash leaves behind`,
  })),
  ...late.map(({ file, line, record }) => ({
    run,
    text: `${file}:${line} (${record.type}) was written after another process had taken the run over: it does not count`,
  })),
];

const foreign = (run: string, file: string): Fault => ({
  run,
  seq: 0,
  kind: 'foreign-file',
  text: `${file} is no regular file: it was put there, and was not followed`,
});

/** The index was written when the run had ended: since then it may have grown, but never shrunk or changed. */
function againstIndex(entry: IndexedEnd, chain: Looked, at: number | undefined): readonly Fault[] {
  const { run } = entry;
  const damaged = (chain.faults ?? []).length > 0;
  if (at === entry.records - 1 || (damaged && at !== undefined)) {
    return [];
  }

  const records = chain.lines ?? chain.records;
  if (records < entry.records) {
    const text = `run ${run} was cut: it has ${plural(records, 'record')}, and the index knows ${entry.records}`;
    return [{ run, seq: records, kind: 'cut', text }];
  }

  const text = `record ${entry.records - 1} of run ${run} is not the one that the index knows as its last`;
  return [{ run, seq: entry.records - 1, kind: 'changed', text }];
}
