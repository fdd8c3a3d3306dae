import type { Key } from './keys.js';

/** A key that may be held down: it counts only if no other comes for a while. */
export interface Settling {
  /** Some key came: whatever waited does not count any more. */
  readonly another: () => void;
  /** Presses the key again after so many milliseconds, unless another comes before. */
  readonly wait: (key: Key, afterMs: number) => void;
}

export function createSettling(pressAgain: (key: Key) => void): Settling {
  let timer: NodeJS.Timeout | undefined;
  let keys = 0;
  return {
    another() {
      keys++;
      clearTimeout(timer);
    },
    wait(key, afterMs) {
      const mine = keys;
      timer = setTimeout(() => {
        // What the terminal has sent meanwhile is read first: timers come before input in Node's round.
        setImmediate(() => {
          if (mine === keys) {
            pressAgain(key);
          }
        });
      }, afterMs);
    },
  };
}
