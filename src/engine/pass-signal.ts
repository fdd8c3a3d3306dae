import type { RunnerState } from './runner-state.js';

/**
 * To the runner, which passes it on to the command's whole group and records how that ended.
 * @returns whether there was anybody to send it to
 */
export function passSignal({ state, pid }: RunnerState, signal: 'SIGINT' | 'SIGTERM'): boolean {
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
