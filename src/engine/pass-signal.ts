import type { RunnerState } from './runner-state.js';

/** Passes a signal on to the command. @returns what came of it, for the operator */
export const passedOn = (runner: RunnerState, signal: 'SIGINT' | 'SIGTERM'): string =>
  `[shipit] ${passSignal(runner, signal) ? `sent ${signal}` : 'it is not running any more'}`;

/**
 * To the runner, which passes it on to the command's whole group and records how that ended.
 * @returns whether there was anybody to send it to
 */
function passSignal({ state, pid }: RunnerState, signal: 'SIGINT' | 'SIGTERM'): boolean {
  if (state !== 'running' || pid === undefined) {
    return false;
  }

  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
