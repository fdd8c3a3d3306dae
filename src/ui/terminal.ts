import { writeSync } from 'node:fs';

/** What the terminal is told; see "XTerm Control Sequences" (DECSET 1049, 2004, 25). */
const enter = '\u001B[?1049h\u001B[?2004h\u001B[?25l\u001B[2J\u001B[H';
const leave = '\u001B[?2004l\u001B[?1049l\u001B[?25h';

export interface FullScreen {
  /** Gives the terminal back as it was. Safe to call more than once, and from a signal handler. */
  readonly leave: () => void;
  /** Takes the alternate screen again after `leave`. */
  readonly retake: () => void;
}

/** Takes the alternate screen, so that the operator's scrollback is as it was afterwards. */
export function enterFullScreen(fd: number): FullScreen {
  let left = false;
  writeSync(fd, enter);
  return {
    leave() {
      if (left) {
        return;
      }

      left = true;
      try {
        writeSync(fd, leave);
      } catch {
        // The terminal is gone: nothing to restore.
      }
    },
    retake() {
      if (left) {
        writeSync(fd, enter);
        left = false;
      }
    },
  };
}

/** Clears the alternate screen. A terminal reflows old lines when it gets narrower, and torn boxes would stay. */
export const clearScreen = '\u001B[2J\u001B[H';

/** Shown all at once, where the terminal can do that (synchronized output, mode 2026). */
export const atOnce = (text: string): string => `\u001B[?2026h${text}\u001B[?2026l`;
