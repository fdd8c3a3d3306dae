import { type Paper, print } from './paper.js';

/** Puts whole lines on the terminal, and knows whether a prompt stands on the last one. */
export interface Printer {
  /** Lines as they are. */
  readonly lines: (texts: readonly string[]) => void;
  /** Sentences, broken to the width of the terminal. */
  readonly say: (...sentences: readonly string[]) => void;
  readonly prompt: (text: string) => void;
  /** The operator ended the line of the prompt. */
  readonly lineEnded: () => void;
  /** What comes next, from whomever, begins on a line of its own. */
  readonly endLine: () => void;
  /** The terminal wrote something behind the last line by itself, `^C` for example. */
  readonly lineBegun: () => void;
}

export function createPrinter(write: (text: string) => void, paper: () => Paper): Printer {
  let midLine = false;
  const lines = (texts: readonly string[]): void => {
    if (texts.length > 0) {
      write(`${midLine ? '\n' : ''}${texts.map((text) => `${text}\n`).join('')}`);
      midLine = false;
    }
  };
  return {
    lines,
    say: (...sentences) => lines(print(sentences, paper())),
    prompt(text) {
      write(text);
      midLine = true;
    },
    lineEnded() {
      midLine = false;
    },
    endLine() {
      write(midLine ? '\n' : '');
      midLine = false;
    },
    lineBegun() {
      midLine = true;
    },
  };
}
