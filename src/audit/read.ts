import { OperatorError } from '../errors.js';
import type { RunEvent, StampedEvent } from '../run/events.js';
import { safeLine } from '../text/sanitise.js';
import { isKnownEvent } from './known-events.js';
import type { Damage, Line, Torn } from './main-line.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { type AuditRecord, zeroHash } from './record.js';
import { runsNewestFirst, type SegmentName } from './segment-files.js';
import { identityIn, readSegments, type Segments } from './segments.js';

export type { AuditRecord } from './record.js';

/** A run as it lies on disk, by the reader rule of `main-line.ts`. */
export interface ReadRun {
  readonly run: string;
  readonly records: readonly AuditRecord[];
  readonly segments: readonly {
    readonly gen: number;
    readonly file: string;
    readonly identity: ProcessIdentity | undefined;
  }[];
  /** Ends that were never acknowledged: what a crash left behind. */
  readonly torn?: readonly Torn[];
  /** Somebody changed the files: what counts ends before it, and the run cannot go on. */
  readonly damage?: Damage;
  /** Names under which something else than a file lies: it is not followed, and nobody knows what stood there. */
  readonly foreign?: readonly string[];
  /** Written by a process after another had taken the run over. */
  readonly late: readonly Line[];
  /** Hash of the last record; 64 zeros if there is none. */
  readonly head: string;
  /** A living process on this host has the run open. */
  readonly alive: boolean;
}

/**
 * @param names of the run's files, if they are known already
 * @throws the file system's error; damage is no error
 */
export function readRun(project: ProjectPaths, run: string, names?: readonly SegmentName[]): ReadRun {
  const found = readSegments(project, run, names);
  return {
    run,
    records: found.lines.map(({ record }) => record),
    segments: found.files.map((file) => ({ gen: file.gen, file: file.file, identity: identityIn(file) })),
    ...(found.torn.length === 0 ? {} : { torn: found.torn }),
    ...(found.damage === undefined ? {} : { damage: found.damage }),
    ...(found.foreign.length === 0 ? {} : { foreign: found.foreign }),
    late: found.late,
    head: found.lines.at(-1)?.hash ?? zeroHash,
    alive: isOwned(found) === true,
  };
}

/** Whether a process that may still write the run lives; on another host nobody can tell. */
export const isOwned = ({ owner, released }: Segments): boolean | 'other-host' =>
  owner !== undefined && !released && isAlive(owner);

/** The events among the records. What a later version added is skipped; so is what has not the shape of its type. */
export const toStampedEvents = (records: readonly AuditRecord[]): StampedEvent[] =>
  records.flatMap((record) => {
    const { prev: _prev, v: _v, run: _run, seq, t, m: _m, ...event } = record;
    return isKnownEvent(event) ? [{ seq, t, event: event satisfies RunEvent }] : [];
  });

/** All runs, newest first, by the names of their files alone. */
export const listRunIds = (project: ProjectPaths): string[] => [...runsNewestFirst(project)].map(([run]) => run);

/**
 * The run that an operator means: `last`, or the beginning of its id or of the random part after the dash.
 * @throws OperatorError if there is none, or several
 */
export function resolveRun(project: ProjectPaths, prefixOrLast: string): string {
  const text = prefixOrLast.trim();
  if (text === 'last') {
    for (const [newest] of runsNewestFirst(project)) {
      return newest;
    }

    throw new OperatorError('there is no run yet');
  }

  const matches = /^[0-9a-fTZ-]+$/.test(text) ? listRunIds(project).filter((run) => means(run, text)) : [];
  const [run] = matches;
  if (run === undefined) {
    throw new OperatorError(`no run "${safeLine(text, 80)}"`, { hint: 'List them with: shipit log list' });
  }

  if (matches.length > 1) {
    const shown = matches.slice(0, 5).join(', ');
    const more = matches.length > 5 ? ` and ${matches.length - 5} more` : '';
    throw new OperatorError(`${matches.length} runs match "${text}": ${shown}${more}`, {
      hint: 'Give more of the id.',
    });
  }

  return run;
}

/** On screen a run is shown without its seconds and with four digits: `20261119T0842Z-7f3a`. */
const means = (run: string, text: string): boolean =>
  run.startsWith(text) ||
  (/^[0-9a-f]{4,}$/.test(text) && run.slice(17).startsWith(text)) ||
  (/^\d{8}T\d{4}Z-[0-9a-f]+$/.test(text) && `${run.slice(0, 13)}${run.slice(15)}`.startsWith(text));
