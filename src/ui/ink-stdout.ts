import type { WriteStream } from 'node:tty';
import { atOnce, clearScreen } from './terminal.js';

/** A terminal as Ink sees it. */
export interface InkStdout {
  readonly stream: WriteStream;
  /** Draws the last frame anew, over whatever somebody else wrote there. */
  readonly repaint: () => void;
  /** Somebody else has the terminal: nothing is drawn there until `repaint`, and what changes meanwhile shows then. */
  readonly hold: () => void;
  /** Clears the screen and draws a frame for the size that the terminal has now. */
  readonly resize: (render: () => void) => void;
}

/** Later than Ink draws a changed frame, in milliseconds. */
const drawnWithinMs = 50;

/**
 * Ink believes that this terminal is endlessly high: a frame that fills the terminal, or did before the window shrank,
 * would make it erase the operator's scrollback (`ESC[3J`). It hears of a new size when we are ready for it, and a frame
 * that it thinks is still there is drawn again after the screen was cleared.
 */
export function inkStdout(stdout: WriteStream): InkStdout {
  const resized = new Set<() => void>();
  let frame = '';
  let frames = 0;
  let isHeld = false;
  const write = (text: string): boolean => {
    if (text.includes('\n')) {
      frame = text;
      frames++;
    }

    return isHeld || stdout.write(text);
  };
  const stream = Object.create(stdout, {
    rows: { value: Number.MAX_SAFE_INTEGER },
    write: { value: write },
    on: { value: (name: string, listener: () => void) => name === 'resize' && resized.add(listener) },
    off: { value: (_name: string, listener: () => void) => resized.delete(listener) },
  }) as WriteStream;
  const repaint = (): void => {
    isHeld = false;
    stdout.write(atOnce(clearScreen + frame));
  };
  return {
    stream,
    repaint,
    hold() {
      isHeld = true;
    },
    resize(render) {
      if (isHeld) {
        return;
      }

      const before = frames;
      stdout.write(clearScreen);
      for (const listener of resized) {
        listener();
      }

      render();
      setTimeout(() => {
        if (frames === before && !isHeld) {
          repaint();
        }
      }, drawnWithinMs).unref();
    },
  };
}
