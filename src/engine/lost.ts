import type { RunEvent } from '../run/events.js';
import type { Run } from '../run/run.js';

/**
 * What to put on record once the process that ran a command is gone without a word; undefined when nothing was started,
 * when it is known how it ended, or when it is on record already.
 */
export function lostEvent({ phase, deploy, undo }: Run): RunEvent | undefined {
  const reason = 'the process that ran it ended without a word';
  if (phase === 'deploying' && deploy?.outcome === undefined) {
    return { type: 'deploy-unknown', reason };
  }

  return phase === 'undoing' && undo?.outcome === undefined ? { type: 'undo-unknown', reason } : undefined;
}
