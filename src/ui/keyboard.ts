import type { ReadStream } from 'node:tty';
import { createKeyReader } from './key-reader.js';
import type { Key } from './keys.js';

/**
 * How long to wait for the rest, in milliseconds. A lone ESC is the Escape key soon; what has begun as a sequence comes
 * to its end even over a slow line, and its last letter must not be taken for a key.
 */
const restMs = { escape: 40, sequence: 1000 } as const;

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
    const holds = reader.holds();
    if (holds !== 'nothing') {
      timer = setTimeout(() => give(reader.flush()), restMs[holds]);
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
