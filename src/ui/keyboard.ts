import type { ReadStream } from 'node:tty';
import { createKeyReader, type Key } from './keys.js';

/** How long a lone ESC may be the beginning of an arrow key, in milliseconds. */
const escapeMs = 40;

export interface Keyboard {
  readonly close: () => void;
}

/**
 * Reads the terminal's keys, raw, from the first moment: nothing typed early is echoed. shipit reads keys by itself:
 * Ink hands them to the handlers of the last rendered frame, one frame too late for two keys in one read.
 */
export function openKeyboard(stdin: ReadStream, onKey: (key: Key) => void): Keyboard {
  const reader = createKeyReader();
  let timer: NodeJS.Timeout | undefined;
  const give = (keys: readonly Key[]): void => {
    for (const key of keys) {
      onKey(key);
    }
  };
  const onData = (chunk: string): void => {
    clearTimeout(timer);
    give(reader.read(chunk));
    if (reader.holds()) {
      timer = setTimeout(() => give(reader.flush()), escapeMs);
    }
  };
  stdin.setEncoding('utf8');
  stdin.setRawMode(true);
  stdin.on('data', onData);
  stdin.resume();
  return {
    close() {
      clearTimeout(timer);
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
