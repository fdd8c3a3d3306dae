import { createInterface } from 'node:readline';
import { turns } from '../../world/waiting.js';

/** Lines a person types, one at a time. */
export interface Lines {
  /**
   * Prompts, and gives back the next line; undefined at the end of the input (Ctrl-D). What was there before the prompt
   * is no answer: the rest of a paste never answers the questions after it.
   */
  readonly next: (prompt: () => void) => Promise<string | undefined>;
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
    async next(prompt) {
      // A terminal hands over one line at a time: those that wait behind the last one are read, and dropped, here.
      await turns(3);
      return isOver
        ? undefined
        : new Promise((resolve) => {
            answer = resolve;
            prompt();
          });
    },
    close: () => reader.close(),
  };
}
