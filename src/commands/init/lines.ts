import { createInterface } from 'node:readline';

/** Lines a person types, one at a time. */
export interface Lines {
  /**
   * The next line, undefined at the end of the input (Ctrl-D). A line that came before anybody waited for one is no
   * answer: the rest of a paste never answers the questions after it.
   */
  readonly next: () => Promise<string | undefined>;
  readonly close: () => void;
}

/** Reads from a terminal as it is: its own line editing, no raw mode, no escape sequences. */
export function openLines(input: NodeJS.ReadableStream): Lines {
  const reader = createInterface({ input, terminal: false });
  let answer: ((line: string | undefined) => void) | undefined;
  let isOver = false;
  const give = (line: string | undefined): void => {
    const waiting = answer;
    answer = undefined;
    waiting?.(line);
  };
  reader.on('line', give);
  reader.on('close', () => {
    isOver = true;
    give(undefined);
  });
  return {
    next: () =>
      new Promise((resolve) => {
        if (isOver) {
          resolve(undefined);
        } else {
          answer = resolve;
        }
      }),
    close: () => reader.close(),
  };
}
