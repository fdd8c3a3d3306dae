import { closeSync, ftruncateSync } from 'node:fs';
import { appendLine, checkUntouched } from './append.js';
import { freeBallast } from './ballast.js';
import type { Claimed, ClaimOptions, Tool } from './claim.js';
import { type Clock, systemClock } from './clock.js';
import { auditError, Superseded } from './error.js';
import type { ProjectPaths } from './project.js';
import { type AuditRecord, encodeRecord } from './record.js';
import { checkNotSuperseded, roll } from './roll.js';
import { codeOf } from './system-error.js';
import { takeUp } from './take-up.js';

export interface OpenSegmentOptions {
  readonly project: ProjectPaths;
  readonly run: string;
  /** Exactly this number, or not at all: the local fencing token of a runner. Absent: the next one. */
  readonly gen?: number;
  /** Also from an owner that lives, or whose host cannot be asked. */
  readonly takeOver?: boolean;
  /**
   * What the 64 KiB in reserve are for when the disk is full. `halt` (default): one last record, and the run stops.
   * `records`: to go on, because a command runs already, and how it ends must not be lost.
   */
  readonly reserve?: 'halt' | 'records';
  readonly tool: Tool;
  readonly clock?: Clock;
}

/** The one process that may write a run, and its file. */
export interface SegmentWriter {
  readonly gen: number;
  /** Hash of the last record. */
  readonly head: string;
  /** Records of the whole run so far. */
  readonly records: number;
  /**
   * Returns the record once it is on disk, read back and still the run's: only then may anybody be told. Synchronous on
   * purpose: no second key press can come in between. After an error every further call throws it again.
   * @throws AuditError when it cannot be written, Superseded when the run went on elsewhere, RangeError when it is too
   * large (then nothing happened, and the writer lives)
   */
  append(type: string, body: object): AuditRecord;
  /** Lets go of the run, and says so in the log: the next process need not wait for this one to end. */
  close(): void;
}

/**
 * Opens a run for writing: a new segment that follows from all that counts so far.
 * @throws RunOwned when another process has the run, Superseded when `gen` is not the next one, AuditError when the log
 * is damaged or cannot be written
 */
export function openSegment({ clock = systemClock, ...options }: OpenSegmentOptions): SegmentWriter {
  const claim: ClaimOptions = { ...options, clock };
  let segment = takeUp({ ...options, clock });
  let last = 'segment';
  let stopped: unknown;

  const stop = (error: unknown): never => {
    stopped = error;
    closeSync(segment.fd);
    throw error;
  };

  const inWords = (error: unknown): unknown =>
    codeOf(error) === undefined ? error : auditError('look at', segment.path, error);

  const encode = (type: string, body: object): Buffer => encodeRecord(headOf(segment, claim, type), body);

  const write = (type: string, line: Buffer): AuditRecord => {
    segment = appendLine(segment, line);
    last = type;
    return JSON.parse(line.toString('utf8'));
  };

  const writer: SegmentWriter = {
    get gen() {
      return segment.gen;
    },
    get head() {
      return segment.head;
    },
    get records() {
      return segment.seq;
    },
    append(type, body) {
      if (stopped !== undefined) {
        throw stopped;
      }

      const line = encode(type, body);
      try {
        checkNotSuperseded(segment, claim);
        checkUntouched(segment);
      } catch (error) {
        return stop(inWords(error));
      }

      const record = writeOrRoll(type, line, body);
      try {
        // Between the first look and the sync another process may have taken the run over, without this record.
        checkNotSuperseded(segment, claim);
      } catch (error) {
        return stop(inWords(error));
      }

      return record;
    },
    close() {
      if (stopped !== undefined) {
        return;
      }

      try {
        if (last !== 'run.end') {
          writer.append('segment.end', {});
        }

        closeSync(segment.fd);
      } catch {
        // All that was acknowledged is on disk; that we are gone will show anyway.
      }

      stopped ??= new Error('this run was closed for writing');
    },
  };
  return writer;

  function writeOrRoll(type: string, line: Buffer, body: object): AuditRecord {
    try {
      return write(type, line);
    } catch (first) {
      try {
        segment = roll(segment, claim);
        return write(type, encode(type, body));
      } catch (second) {
        return second instanceof Superseded
          ? stop(second)
          : withReserve(type, body, codeOf(second) === undefined ? first : second);
      }
    }
  }

  function withReserve(type: string, body: object, error: unknown): AuditRecord {
    freeBallast(options.project);
    const saved = options.reserve === 'records' ? onceMore(type, body) : undefined;
    if (saved === undefined && onceMore('halt', { error: String(codeOf(error) ?? error) }) === undefined) {
      takeBack();
    }

    return saved ?? stop(auditError('write to', segment.path, error));
  }

  /** On a full disk there is room now for one more segment. */
  function onceMore(type: string, body: object): AuditRecord | undefined {
    try {
      segment = roll(segment, claim);
      return write(type, encode(type, body));
    } catch {
      // The log ends here; the reader sees a run that nobody owns any more.
      return undefined;
    }
  }

  /**
   * What was written and could not be put on disk may be read all the same by whoever comes next; the operator is about
   * to hear that it does not count.
   */
  function takeBack(): void {
    try {
      checkNotSuperseded(segment, claim);
      ftruncateSync(segment.fd, segment.size);
    } catch {
      // Nothing works any more. If those bytes are there later, they are what the operator did.
    }
  }
}

const headOf = ({ head, seq, openedMs }: Claimed, { run, clock }: ClaimOptions, type: string) =>
  ({
    prev: head,
    v: 1,
    run,
    seq,
    t: clock.now().toISOString(),
    m: Math.round(clock.monotonicMs() - openedMs),
    type,
  }) as const;
