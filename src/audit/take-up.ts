import { safeLine } from '../text/sanitise.js';
import { type Claimed, type ClaimOptions, claimSegment, type JoinPoint } from './claim.js';
import { AuditError, auditError, RunOwned, Superseded } from './error.js';
import { knownFile } from './known-file.js';
import type { Damage } from './main-line.js';
import { privateDirectory } from './private-directory.js';
import { isAlive, ownIdentity, sameProcess } from './process-identity.js';
import { zeroHash } from './record.js';
import { runDirectory, statOf } from './segment-files.js';
import { readSegments, type Segments } from './segments.js';
import { showSince } from './show-since.js';
import { codeOf } from './system-error.js';

export interface TakeUpOptions extends ClaimOptions {
  readonly gen?: number;
  readonly takeOver?: boolean;
}

/**
 * Takes a run up where it stands, in a new segment.
 * @throws RunOwned, Superseded, AuditError: see `openSegment`
 */
export function takeUp(options: TakeUpOptions): Claimed {
  const { project, run } = options;
  const directory = runDirectory(project, run);
  privateDirectory(directory, { write: true });
  const before = reading(directory, () => readSegments(project, run));
  refuseDamage(before);
  if (options.gen === undefined) {
    refuseOwner(before, options.takeOver ?? false);
  } else if (options.gen !== before.lastGen + 1) {
    throw wentOn(run);
  }

  const segment = claim(options, joinPoint(before));
  if (grew(before)) {
    // Acknowledged by the former owner after we had read, before we had the number: we would go on without it.
    throw options.gen === undefined ? owned(before) : wentOn(run);
  }

  return segment;
}

function claim(options: TakeUpOptions, join: JoinPoint): Claimed {
  const { project, run, gen } = options;
  const directory = runDirectory(project, run);
  try {
    return claimSegment(options, join);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw auditError('write to', directory, error);
    }

    throw gen === undefined ? owned(reading(directory, () => readSegments(project, run))) : wentOn(run);
  }
}

function reading<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw auditError('read', path, error);
  }
}

interface Refusable {
  readonly run: string;
  readonly damage?: Damage | undefined;
  /** Paths at which something else than a file lies. */
  readonly foreign?: readonly string[];
}

/**
 * A run of which not everything can be read may have deployed already.
 * @throws AuditError if it cannot go on
 */
export function refuseDamage({ run, damage, foreign: [foreign] = [] }: Refusable): void {
  if (damage?.newer) {
    throw new AuditError(
      `run ${run} was written by a newer shipit, and only that one can go on with it: ${damage.file}:${damage.line} ${damage.text}`,
      'Use the shipit that it was begun with, or a later one; nothing was written here.',
    );
  }

  if (damage !== undefined) {
    throw new AuditError(
      `run ${run} is damaged and cannot go on: ${damage.file}:${damage.line} ${damage.text}`,
      `See what is wrong with: shipit log verify; then start a new run.`,
    );
  }

  if (foreign !== undefined) {
    throw new AuditError(
      `run ${run} cannot go on: ${foreign} is no regular file, and nobody knows what stood there`,
      'See what is wrong with: shipit log verify; then start a new run.',
    );
  }
}

function refuseOwner(before: Segments, takeOver: boolean): void {
  const { owner, released } = before;
  if (takeOver) {
    return;
  }

  if (beingMade(before)) {
    throw owned({ ...before, owner: undefined });
  }

  if (!released && owner !== undefined && !sameProcess(owner, ownIdentity()) && isAlive(owner) !== false) {
    throw owned(before);
  }
}

/** Where there are no hard links, a file may be seen before its first record is whole. */
const graceMs = 2000;

function beingMade({ files, lastGen }: Segments): boolean {
  const last = files.at(-1);
  const modified = last === undefined ? undefined : statOf(last.file)?.mtimeMs;
  return last?.gen === lastGen && !last.bytes.includes(10) && modified !== undefined && Date.now() - modified < graceMs;
}

function joinPoint({ lastGen, lines, torn, files }: Segments): JoinPoint {
  const last = lines.at(-1);
  const abandoned = torn.findLast(({ gen }) => last === undefined || gen === last.gen);
  return {
    gen: lastGen + 1,
    prev: last?.hash ?? zeroHash,
    seq: last === undefined ? 0 : last.record.seq + 1,
    torn: abandoned && { gen: abandoned.gen, bytes: abandoned.bytes, sha256: abandoned.sha256 },
    earlier: files.flatMap(({ file, bytes }) => knownFile(file, bytes) ?? []),
  };
}

const grew = ({ files }: Segments): boolean => {
  const last = files.at(-1);
  return last !== undefined && statOf(last.file)?.size !== last.bytes.length;
};

function owned({ run, owner, ownedSince }: Pick<Segments, 'run' | 'owner' | 'ownedSince'>): RunOwned {
  const who =
    owner === undefined
      ? 'another process'
      : `pid ${owner.pid} on ${safeLine(owner.host, 80)} since ${showSince(ownedSince ?? '')}`;
  return new RunOwned(
    `run ${run} is open in ${who}`,
    owner,
    owner !== undefined && isAlive(owner) === 'other-host'
      ? 'That host cannot be asked from here: make sure that nobody works there, then take the run over.'
      : 'Go on there, or end it first; `shipit status` shows how it stands.',
  );
}

const wentOn = (run: string): Superseded =>
  new Superseded(
    `run ${run} went on in another process in the meantime: nothing was started here`,
    'See where it stands: shipit status',
  );
