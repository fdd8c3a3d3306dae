import type { WriteStream } from 'node:tty';
import { truncate } from '../../text/width.js';
import type { Audience } from './audience.js';
import type { ScreenModel } from './screen-model.js';

/** The last rows of the terminal: what is said, and what is done. */
export const captionRows = 2;

/** The program must have been quiet for so long before captions are drawn again, in milliseconds. */
const quietMs = 30;

/**
 * The program itself on the real terminal, all but the last rows; the captions stand there. While the program is off
 * its full screen, captions are lines like any other.
 */
export function terminalAudience(stdout: WriteStream, model: ScreenModel): Audience {
  let captions: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    if (model.isHalfDrawn()) {
      later();
    } else if (model.isAlternate()) {
      const { row, column } = model.cursor();
      const lines = Array.from({ length: captionRows }, (_, n) => captionLine(captions[n] ?? '', n, stdout));
      stdout.write(`${lines.join('')}${cursorTo(row, column)}`);
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(draw, quietMs);
  };
  const say = (all: readonly string[]): void => {
    captions = all;
    if (model.isAlternate()) {
      later();
    } else {
      stdout.write(`\u001B[7m ${all.at(-1) ?? ''} \u001B[0m\r\n`);
    }
  };
  return {
    readMs: 1300,
    keyMs: 70,
    output(text) {
      stdout.write(text);
      later();
    },
    step: (says) => say([says]),
    did: (what) => say([...captions, what]),
    pressing: (name) => say([captions[0] ?? '', `presses  ${name}`]),
    end() {
      clearTimeout(timer);
      if (model.isAlternate()) {
        stdout.write('\u001B[0m\u001B[?2004l\u001B[?1049l\u001B[?25h');
      }
    },
  };
}

const captionLine = (text: string, index: number, { rows, columns }: WriteStream): string =>
  `${cursorTo(rows - captionRows + index, 0)}\u001B[0;7m\u001B[2K ${truncate(text, columns - 2)}\u001B[0m`;

/** From 0 on, as the screen model counts. */
const cursorTo = (row: number, column: number): string => `\u001B[${row + 1};${column + 1}H`;
