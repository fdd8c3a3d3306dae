import { messageOf } from '../errors.js';
import type { RunFacts } from '../run/run-facts.js';
import type { RunDigest } from '../run/summary.js';
import { digested } from './digest.js';
import type { Fault } from './fault.js';
import { firstFault, type LookedAt } from './fault-of.js';
import { unpackFacts } from './index-facts.js';
import { fits, openIndex } from './index-read.js';
import type { ProjectPaths } from './project.js';
import { type ReadRun, readRun } from './read.js';
import { zeroHash } from './record.js';
import { runIdAt } from './run-id.js';
import { runsNewestFirst, type SegmentName } from './segment-files.js';

/** A run for the list, and whether its files can still be trusted. */
export interface Listed {
  readonly digest: RunDigest;
  readonly damaged: boolean;
  /** What is wrong with its files, in words; for one that is damaged. */
  readonly problem?: string;
  /** That in a word: only a newer version can read it; it cannot be read at all. Absent: its records were changed. */
  readonly trouble?: 'newer' | 'unreadable';
}

export interface Reviewed extends Listed {
  readonly facts: RunFacts;
  /** Follows the chain of its records: the same run, damaged where they are not what was written. */
  readonly checked: () => Reviewed;
}

export interface ListOptions {
  /** Follows the chain of every run as well, for the few that somebody is about to read: about 50 microseconds each. */
  readonly verify?: boolean;
}

/**
 * Runs, newest first: finished ones from the index as long as it fits the files, all others from their records. Without
 * `verify` a run from the index counts as whole: a change that leaves the size as it was does not show. A run that
 * cannot be read is told as such, and hides no other.
 */
export function* listSummaries(
  project: ProjectPaths,
  limit = Number.POSITIVE_INFINITY,
  { verify = false }: ListOptions = {},
): Generator<Listed> {
  const index = openIndex(project);
  let left = limit;
  for (const [run, names] of runsNewestFirst(project)) {
    if (left-- <= 0) {
      break;
    }

    const indexed = index.find(run);
    const isKnown = indexed !== undefined && fits(indexed, names);
    const listed: Listed = isKnown ? { digest: indexed, damaged: false } : readListed(project, run, names);
    // Shorter than the index knows it: cut. Longer: it went on since, or got a note.
    const isOther = indexed !== undefined && !isKnown;
    yield verify || isOther ? againstFiles(project, listed, { run, names, indexed }) : listed;
  }
}

/** Between the id of a run and its first record, in milliseconds: far more than ever lies between the two. */
const marginMs = 3_600_000;

export interface Begun {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/** The same, newest first, with what filters and statistics want to know: all that began between two instants, and a few more. */
export function* reviewRuns(project: ProjectPaths, begun: Begun = {}): Generator<Reviewed> {
  for (const { run } of reviewFiles(project, begun)) {
    yield run;
  }
}

/** The same for who goes on to read the files. */
export function* reviewFiles(
  project: ProjectPaths,
  { since, until }: Begun = {},
): Generator<{ readonly run: Reviewed; readonly names: readonly SegmentName[] }> {
  const oldest = since === undefined ? '' : runIdAt(new Date(since.getTime() - marginMs));
  const newest = until === undefined ? '~' : runIdAt(new Date(until.getTime() + marginMs));
  const index = openIndex(project, newest);
  for (const [run, names] of runsNewestFirst(project, { oldest, newest })) {
    yield { run: reviewed(project, { run, names, indexed: index.find(run) }), names };
  }
}

function reviewed(project: ProjectPaths, files: LookedAt): Reviewed {
  const { run, names, indexed } = files;
  if (indexed?.facts === undefined || !fits(indexed, names)) {
    const listed = readListed(project, run, names);
    return withCheck(
      project,
      indexed === undefined || fits(indexed, names) ? listed : againstFiles(project, listed, files),
      files,
    );
  }

  const { facts: packed, ...digest } = indexed;
  let facts: RunFacts | undefined;
  const known: Reviewed = {
    digest,
    damaged: false,
    // Most filters never ask for them.
    get facts() {
      facts ??= unpackFacts(packed) ?? readListed(project, run, names).facts;
      return facts;
    },
    checked: () => againstFiles(project, known, files),
  };
  return known;
}

function withCheck(project: ProjectPaths, listed: Omit<Reviewed, 'checked'>, files: LookedAt): Reviewed {
  const run: Reviewed = { ...listed, checked: () => againstFiles(project, run, files) };
  return run;
}

/** Follows the chain, and looks what the index knows of it. */
function againstFiles<Run extends Listed>(project: ProjectPaths, listed: Run, files: LookedAt): Run {
  const fault = listed.damaged ? undefined : firstFault(files);
  if (fault?.kind === 'index') {
    // Not the run was changed but what the index says of it: so its records tell.
    return { ...listed, ...readListed(project, files.run, files.names) };
  }

  return fault === undefined ? listed : { ...listed, damaged: true, problem: fault.text, ...troubleOf(fault) };
}

const troubles: Readonly<Partial<Record<Fault['kind'], Listed['trouble']>>> = {
  'newer-format': 'newer',
  'foreign-file': 'unreadable',
};

const troubleOf = ({ kind }: Fault): Pick<Listed, 'trouble'> => {
  const trouble = troubles[kind];
  return trouble === undefined ? {} : { trouble };
};

/** From the records themselves. */
export function readListed(
  project: ProjectPaths,
  run: string,
  names?: readonly SegmentName[],
): Omit<Reviewed, 'checked'> {
  try {
    const read = readRun(project, run, names);
    return { ...digested(read), damaged: false, ...brokenIn(read) };
  } catch (error) {
    const nothing = { run, records: [], segments: [], late: [], head: zeroHash, alive: false };
    const { digest, facts } = digested(nothing);
    return {
      digest: { ...digest, outcome: 'unknown' },
      facts,
      damaged: true,
      problem: `cannot be read: ${messageOf(error)}`,
      trouble: 'unreadable',
    };
  }
}

function brokenIn({ damage, foreign: [foreign] = [] }: ReadRun): Partial<Omit<Listed, 'digest'>> {
  if (foreign !== undefined) {
    return { damaged: true, problem: `${foreign} is no regular file`, trouble: 'unreadable' };
  }

  return damage === undefined
    ? {}
    : {
        damaged: true,
        problem: `${damage.file}:${damage.line} ${damage.text}`,
        ...(damage.newer === true ? { trouble: 'newer' } : {}),
      };
}
