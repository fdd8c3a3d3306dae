import type { WriteStream } from 'node:tty';
import { truncate } from '../../text/width.js';

/** Milliseconds before the first word, and between two: quick work says nothing. */
const first = 400;
const between = 200;

/** One line on the terminal that is drawn over; an empty text takes it away. */
export function progressOn(stderr: Pick<WriteStream, 'write' | 'columns'>): (text: string) => void {
  let next = Date.now() + first;
  let isShown = false;
  return (text) => {
    const now = Date.now();
    if (text === '') {
      stderr.write(isShown ? '\r\u001B[K' : '');
      isShown = false;
    } else if (now >= next) {
      stderr.write(`\r\u001B[K${truncate(text, Math.max(20, (stderr.columns || 80) - 1))}`);
      isShown = true;
      next = now + between;
    }
  };
}
