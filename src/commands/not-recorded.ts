import { AuditError, refusedBySystem } from '../audit/error.js';
import type { Run } from '../run/run.js';

/** The command was not started, because that could not be recorded. */
export class NotStarted extends AuditError {
  constructor({ message, hint }: AuditError) {
    super(
      `NOT started: ${message}. Nothing was run`,
      hint ?? 'every answer is kept: `shipit resume` asks for the launch again',
    );
  }
}

/**
 * What the operator has to know when the log broke under a run: that the last step does not count, and what became of
 * the deploy. Other errors stay as they are.
 * @param inBackground a runner has, or had, the log: only the log knows what it did
 */
export function notRecorded(thrown: unknown, { phase }: Run, inBackground: boolean): unknown {
  const error = refusedBySystem(thrown);
  return error instanceof AuditError && !(error instanceof NotStarted)
    ? new AuditError(
        `NOT recorded: ${error.message}. ${inBackground ? 'What became of the deploy is not known here' : fate(phase)}`,
        error.hint,
      )
    : error;
}

function fate(phase: Run['phase']): string {
  switch (phase) {
    case 'walking':
    case 'decided':
      return 'Your last step does not count, and nothing was deployed';
    case 'deploying':
    case 'undoing':
      return 'The command was started; how it ended is not on record';
    case 'deployed':
    case 'failed':
    case 'undone':
    case 'ended':
      return 'Your last step does not count; how the deploy ended is on record';
  }
}
