import type { AuditRecord } from '../audit/read.js';
import type { RunEvent, StampedEvent } from '../run/events.js';
import { fold } from '../run/fold.js';
import type { Run } from '../run/run.js';
import { createListeners } from './listeners.js';

/** Where events go before they count. */
export interface Log {
  /** Returns once the record is on disk. @throws AuditError when it cannot be written: the run must stop. */
  append(type: string, body: object): AuditRecord;
}

/** The only way a run changes: on disk first, then folded, then told. */
export interface Recorder {
  readonly run: () => Run;
  /**
   * Synchronous on purpose: no second key press can come in between.
   * @throws AuditError if the log cannot be written. Then nothing changed and nothing may happen.
   */
  readonly record: (event: RunEvent) => StampedEvent;
  /** Goes on from what the log says now, after another process wrote to it. */
  readonly adopt: (run: Run) => void;
  /** Tells `listener` after every event. @returns the way to stop that. */
  readonly listen: (listener: () => void) => () => void;
}

export function createRecorder(log: Log, before: Run): Recorder {
  let run = before;
  const { tell, listen } = createListeners();
  return {
    run: () => run,
    record(event) {
      const { type, ...body } = event;
      const { seq, t } = log.append(type, body);
      const stamped: StampedEvent = { seq, t, event };
      run = fold(run, stamped);
      tell();
      return stamped;
    },
    adopt(now) {
      run = now;
      tell();
    },
    listen,
  };
}
