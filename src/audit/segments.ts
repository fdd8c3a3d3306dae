import { readRegular } from './files.js';
import { type MainLine, mainLine, type SegmentBytes } from './main-line.js';
import { type ProcessIdentity, toIdentity } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { decodeRecord } from './record.js';
import { type SegmentName, segmentNames } from './segment-files.js';

/** The files of one run, read once. */
export interface Segments extends MainLine {
  readonly run: string;
  readonly files: readonly SegmentBytes[];
  /** Names of segments under which no regular file lies, e.g. a link that somebody planted: never followed. */
  readonly foreign: readonly string[];
  /** The highest number taken, whatever lies there; 0 if the run has no file. */
  readonly lastGen: number;
  /** Who opened the newest segment whose first record is whole. */
  readonly owner: ProcessIdentity | undefined;
  /** Since when, as the owner says: UTC, ISO 8601. */
  readonly ownedSince: string | undefined;
  /** The owner wrote that it is done with the run. */
  readonly released: boolean;
}

/** @throws the file system's error */
export function readSegments(
  project: ProjectPaths,
  run: string,
  names: readonly SegmentName[] = segmentNames(project, run),
): Segments {
  const found = names.map(({ gen, path }) => ({ gen, file: path, bytes: readRegular(path) }));
  const files = found.flatMap(({ gen, file, bytes }) => (bytes === undefined ? [] : [{ gen, file, bytes }]));
  const line = mainLine(run, files);
  const last = line.lines.at(-1)?.record.type ?? '';
  const opened = files.reduce<Opened | undefined>((newest, file) => openedIn(file) ?? newest, undefined);
  return {
    ...line,
    run,
    files,
    foreign: found.flatMap(({ file, bytes }) => (bytes === undefined ? [file] : [])),
    lastGen: found.at(-1)?.gen ?? 0,
    owner: opened?.owner,
    ownedSince: opened?.since,
    released: releases.includes(last),
  };
}

/** Who opened a segment, by its first record; undefined if that is not whole. */
export const identityIn = (file: SegmentBytes): ProcessIdentity | undefined => openedIn(file)?.owner;

interface Opened {
  readonly owner: ProcessIdentity;
  readonly since: string;
}

function openedIn({ bytes }: SegmentBytes): Opened | undefined {
  const end = bytes.indexOf(10);
  const first = end === -1 ? 'is empty' : decodeRecord(bytes.subarray(0, end));
  const owner = typeof first === 'string' ? undefined : toIdentity(first);
  return typeof first === 'string' || owner === undefined ? undefined : { owner, since: first.t };
}

/** After these, the process that wrote them writes no more. */
const releases: readonly string[] = ['segment.end', 'run.end'];
