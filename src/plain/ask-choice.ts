import type { ReadStream, WriteStream } from 'node:tty';
import type { Choice } from '../ui/choose.js';
import type { ChoosePage } from '../ui/choose-lines.js';
import { guardMs } from '../ui/screen.js';
import type { Clock } from '../world/clock.js';
import { deferred } from '../world/deferred.js';
import { type Paper, plainMarks } from './paper.js';
import { createPrinter } from './printer.js';
import { openReader, type Typed } from './reader.js';

export interface AskChoiceContext {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly onScreen: (restore: (() => void) | undefined) => void;
  readonly onInterrupt: (take: (() => void) | undefined) => void;
  /** A signal that ends shipit. */
  readonly interrupted: Promise<NodeJS.Signals>;
}

/**
 * A page with something to choose, in words: what is typed is the whole word of a choice, and nothing else counts.
 * @param choices the first one prints `page.more`, the last one leaves; that is also what the end of input does
 */
export async function askChoice<Act extends string>(
  page: ChoosePage,
  choices: readonly Choice<Act>[],
  { stdin, stdout, env, clock, onScreen, onInterrupt, interrupted }: AskChoiceContext,
): Promise<Act | 'interrupt' | NodeJS.Signals> {
  const marks = plainMarks(env);
  const paper = (): Paper => ({ columns: stdout.columns || 80, marks });
  const printer = createPrinter((text) => void stdout.write(text), paper);
  const { promise: chosen, resolve: choose } = deferred<Act | 'interrupt'>();
  let openMs: number | undefined;
  let armed = false;
  const prompt = (): void => printer.prompt(`${wordsOf(choices)}: `);
  const typed = (given: Typed): void => {
    printer.lineEnded();
    armed = false;
    if (openMs === undefined) {
      return;
    }

    const heard = choiceIn(given, choices, openMs + guardMs);
    if ('problem' in heard) {
      printer.say(heard.problem);
      prompt();
    } else if (heard.choice === choices[0]) {
      printer.lines(page.more(Math.max(40, paper().columns - 1)));
      prompt();
    } else {
      choose(heard.choice.act);
    }
  };
  const interrupt = (): void => {
    printer.lineBegun();
    if (armed) {
      choose('interrupt');
      return;
    }

    armed = true;
    printer.say('Ctrl-C again to leave.');
    prompt();
  };
  const leave = choices.at(-1)?.act;
  const reader = openReader({
    stdin,
    monotonicMs: clock.monotonicMs,
    onTyped: typed,
    onInterrupt: interrupt,
    onEnd() {
      if (leave !== undefined) {
        choose(leave);
      }
    },
  });
  onScreen(() => stdin.setRawMode(false));
  onInterrupt(interrupt);
  printer.say(`shipit: ${page.header.left}`, ...page.text.map(({ text }) => text));
  printer.lines(['', ...choices.map(({ act, label }) => `  ${act}: ${label}`)]);
  const opening = setTimeout(() => {
    void reader.discard().then((something) => {
      if (something) {
        printer.say('What was typed before this was asked is thrown away.');
      }

      openMs = clock.monotonicMs();
      prompt();
    });
  }, guardMs);
  try {
    return await Promise.race([chosen, interrupted]);
  } finally {
    clearTimeout(opening);
    printer.endLine();
    reader.close();
    onInterrupt(undefined);
    onScreen(undefined);
  }
}

/** What was chosen by what was typed, or why nothing was. @param readMs when the page could have been read */
function choiceIn<Act extends string>(
  { line, count, atMs }: Typed,
  choices: readonly Choice<Act>[],
  readMs: number,
): { readonly choice: Choice<Act> } | { readonly problem: string } {
  const word = line.trim().toLowerCase();
  const choice = choices.find(({ act }) => act === word);
  if (count > 1) {
    return { problem: 'Several lines at once choose nothing.' };
  }

  if (choice === undefined) {
    return { problem: `Nothing was chosen. Type a whole word: ${wordsOf(choices)}.` };
  }

  return atMs < readMs
    ? { problem: 'That was typed before anybody could have read this: nothing was chosen.' }
    : { choice };
}

const wordsOf = (choices: readonly Choice<string>[]): string => {
  const words = choices.map(({ act }) => act);
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
};
