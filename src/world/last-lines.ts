import { safeLine } from '../text/sanitise.js';

/** Tells the last line of a stream now and then, whatever the speed of the stream. */
export interface LastLines {
  readonly add: (chunk: Buffer) => void;
  readonly stop: () => void;
}

/** @param tell called at most ten times a second, with one sanitised line that is not empty. */
export function lastLines(tell: ((line: string) => void) | undefined): LastLines {
  if (tell === undefined) {
    return { add: () => {}, stop: () => {} };
  }

  let latest = '';
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    timer = undefined;
    const line = lastLineOf(latest);
    if (line !== '') {
      tell(line);
    }
  };
  const add = (chunk: Buffer): void => {
    // Only the end can matter; a line cut at the front is shown cut.
    latest = (latest + chunk.subarray(-longest).toString('utf8')).slice(-longest);
    timer ??= setTimeout(now, 100);
  };
  return { add, stop: () => clearTimeout(timer) };
}

const longest = 1000;

const lastLineOf = (text: string): string => {
  const lines = text.split(/[\r\n]+/).map((line) => safeLine(line).trim());
  return lines.findLast((line) => line !== '') ?? '';
};
