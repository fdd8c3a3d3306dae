/** A signal ended the process; the run is resumable. */
export interface Interrupted {
  readonly type: 'interrupted';
  readonly signal: string;
}

/** The operator left for now. */
export interface Paused {
  readonly type: 'pause';
  readonly by: string;
}

/** The log could not be written any further. */
export interface Halted {
  readonly type: 'halt';
  readonly error: string;
}

/** Wall clock and monotonic clock drifted apart by more than two seconds (sleep, or the clock was set). */
export interface ClockJumped {
  readonly type: 'clock';
  readonly jumpMs: number;
}

export interface LockChanged {
  readonly type: 'lock';
  readonly what: 'taken' | 'released' | 'broken';
  readonly holder: string;
  readonly reason?: string;
}

/** How a run can have ended, or stand. */
export type EndOutcome =
  | 'deployed'
  | 'unconfirmed'
  | 'failed'
  | 'rolled-back'
  | 'stopped'
  | 'no-go'
  | 'interrupted'
  | 'unknown'
  | 'dry-run';

export interface RunEnded {
  readonly type: 'run.end';
  readonly outcome: EndOutcome;
  readonly exit: number;
  readonly confirmed: boolean;
  readonly counts: { readonly overrides: number; readonly byHand: number; readonly unknown: number };
  /** Why it ended without its operator: another run was started instead. */
  readonly reason?: string;
}

export type EndEvent = Interrupted | Paused | Halted | ClockJumped | LockChanged | RunEnded;
