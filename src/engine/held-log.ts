import { readRun, toStampedEvents } from '../audit/read.js';
import { openSegment, type SegmentWriter } from '../audit/segment.js';
import type { RunEvent } from '../run/events.js';
import { foldRun } from '../run/fold.js';
import { emptyRun, type Run } from '../run/run.js';
import { laterDeploy } from './later-deploy.js';
import type { SessionParts } from './parts.js';
import { createRecorder, type Recorder } from './recorder.js';
import { redactTyped } from './redact-typed.js';
import { holdTarget } from './target-lock.js';

/** The log of a run and the lock of its target, in the hands of this process until a runner has them. */
export interface HeldLog {
  readonly recorder: Recorder;
  /** The run that deployed to this target after this one did, when the log was opened. */
  readonly later: string | undefined;
  /** The segment number the next process may claim. */
  readonly nextGen: () => number;
  /** Leaves the log to the runner; the lock stays, for the runner's sake. */
  readonly letGo: () => void;
  /**
   * Takes the log up again after the runner ended, and goes on from what it says now.
   * @param gen exactly this segment: the runner's, which then can never claim it
   */
  readonly takeUp: (gen?: number) => void;
  readonly isHandedOver: () => boolean;
  /** Puts on record that the target is free from here on. */
  readonly giveUpLock: () => void;
  /** Leaves the log and the lock to whoever comes next; nothing while a runner has them. */
  readonly close: () => void;
}

/**
 * Opens the log of a run, takes its target, and records both.
 * @param first the first event of a new run; or what this process does to one that is there already
 * @throws AuditError if it cannot be written, RunOwned if another live process has it. Then nothing is held.
 */
export function holdLog(parts: SessionParts, first: RunEvent): HeldLog {
  const { project, run, tool, clock } = parts;
  let writer: SegmentWriter = openSegment({ project, run, tool, clock });
  const readAll = (): Run => foldRun(toStampedEvents(readRun(project, run).records));
  // Read, and the target taken, only now: nobody else can add to the run any more, and a runner has it or never will.
  const { before, lock, later } = orClose(writer, () => {
    const found = first.type === 'run.start' ? emptyRun : readAll();
    return { before: found, lock: parts.lock(found), later: laterDeploy(project, run, found) };
  });
  const log = createRecorder({ append: (type, body) => writer.append(type, body) }, before);
  const recorder = redactTyped(log, parts.redact);
  const target = orClose(writer, () => {
    try {
      recorder.record(first);
      return holdTarget(lock, parts.operator.name, recorder.record);
    } catch (error) {
      lock?.release();
      throw error;
    }
  });
  let handedOver = false;

  return {
    recorder,
    later,
    nextGen: () => writer.gen + 1,
    letGo() {
      writer.close();
      handedOver = true;
    },
    takeUp(gen) {
      writer = openSegment({ project, run, tool, clock, ...(gen === undefined ? {} : { gen }) });
      handedOver = false;
      recorder.adopt(readAll());
    },
    isHandedOver: () => handedOver,
    giveUpLock: target.giveUp,
    close() {
      // The runner has the log, and needs the lock.
      if (handedOver) {
        return;
      }

      try {
        target.giveUp();
      } catch {
        // The log cannot be written any more: that was said already, and the lock goes all the same.
      }

      writer.close();
      target.release();
    },
  };
}

/** What goes wrong before the log is held leaves the run to whoever comes next. */
function orClose<Value>(writer: SegmentWriter, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    writer.close();
    throw error;
  }
}
