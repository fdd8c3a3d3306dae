import { digested } from '../audit/digest.js';
import { evidencePath } from '../audit/evidence-store.js';
import { recordedOutput } from '../audit/outputs.js';
import { type ReadRun, readRun, toStampedEvents } from '../audit/read.js';
import type { SegmentName } from '../audit/segment-files.js';
import type { ProjectPaths } from '../audit/state.js';
import type { ShowOptions } from '../review/show.js';
import { foldRun } from '../run/fold.js';
import { plural } from '../text/plural.js';

/** A run as its page needs it, and as it was read. */
export interface ShownRun {
  readonly read: ReadRun;
  readonly page: Pick<ShowOptions, 'run' | 'digest' | 'records' | 'files' | 'warnings' | 'damaged' | 'places'>;
}

/** @param names of the run's files, if they are known already */
export function shownRun(project: ProjectPaths, id: string, names?: readonly SegmentName[]): ShownRun {
  const read = readRun(project, id, names);
  const events = toStampedEvents(read.records);
  const run = foldRun(events);
  const bySeq = new Map(events.map(({ seq, event }) => [seq, event]));
  return {
    read,
    page: {
      run,
      digest: digested(read, events).digest,
      records: read.records
        .filter(({ type }) => type !== 'segment' && type !== 'segment.end')
        .map(({ seq, t, type }) => {
          const event = bySeq.get(seq);
          return event === undefined ? { seq, t, type } : { seq, t, type, event };
        }),
      files: read.segments.map(({ file }) => file),
      warnings: warningsAbout(read),
      damaged: read.damage !== undefined || read.foreign !== undefined,
      places: {
        evidence: (digest) => evidencePath(project, digest),
        output: (recorded) => recordedOutput(project, id, recorded) ?? recorded,
      },
    },
  };
}

const warningsAbout = ({ damage, foreign = [], torn = [], late, alive }: ReadRun): readonly string[] => [
  ...foreign.map((file) => `CANNOT BE READ: ${file} is no regular file.`),
  ...(damage === undefined
    ? []
    : [
        `${damage.newer === true ? 'WRITTEN BY A NEWER SHIPIT' : 'DAMAGED'}: ${damage.file}:${damage.line} ${damage.text}. What follows ends before it.`,
      ]),
  ...(alive ? [] : torn.map(({ file, bytes }) => `${file} ends in ${plural(bytes, 'byte')} that a crash left behind.`)),
  ...late.map(({ file, line, record }) => `${file}:${line} (${record.type}) came too late and does not count.`),
];
