import type { ReadStream, WriteStream } from 'node:tty';
import type { ProjectPaths } from '../audit/state.js';
import { followOutput } from '../engine/follow.js';
import { passedOn } from '../engine/pass-signal.js';
import { type RunnerState, runnerState } from '../engine/runner-state.js';
import { showDuration } from '../text/duration.js';
import { truncate } from '../text/width.js';
import { guardMs } from '../ui/screen.js';
import { deferred } from '../world/deferred.js';
import { type FollowWord, followWordIn, followWords } from './follow-words.js';
import { type Paper, plainMarks } from './paper.js';
import { createPlainOutput } from './plain-output.js';
import { createPrinter, type Printer } from './printer.js';
import { openReader, type Reader } from './reader.js';
import { reminderDue } from './reminders.js';

export interface FollowPlainContext {
  readonly project: ProjectPaths;
  readonly run: string;
  readonly gen: number;
  readonly outPath: string;
  /** Byte of the output to begin at; the first unless given. */
  readonly from?: number;
  readonly what: string;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly failed: Promise<never>;
  readonly onScreen: (restore: (() => void) | undefined) => void;
  readonly onInterrupt: (take: (() => void) | undefined) => void;
}

/**
 * Follows a launched command in whole lines of plain text. Ctrl-C asks what is meant and never kills by itself; what is
 * typed otherwise is for nobody.
 * @returns how the runner ended; `undefined` when the operator leaves it running in the background
 */
export async function followPlain(context: FollowPlainContext): Promise<RunnerState | undefined> {
  const { project, run, gen, stdin, stdout, what } = context;
  const marks = plainMarks(context.env);
  const paper = (): Paper => ({ columns: stdout.columns || 80, marks });
  const printer = createPrinter((text) => void stdout.write(text), paper);
  const output = createPlainOutput(marks);
  const state = (): RunnerState => runnerState(project, run, gen);
  const { promise: stopped, resolve: stop } = deferred<void>();
  const menu = createMenu(context, printer, (word) => {
    if (word === 'background') {
      stop();
    } else if (word !== 'follow') {
      printer.say(passedOn(state(), word === 'interrupt' ? 'SIGINT' : 'SIGTERM'));
    }
  });
  let quiet = { sinceMs: performance.now(), remindedMs: 0 };
  const reminders = setInterval(() => {
    const quietMs = performance.now() - quiet.sinceMs;
    const due = menu.isOpen() ? undefined : reminderDue(quietMs, quiet.remindedMs);
    if (due !== undefined) {
      quiet = { ...quiet, remindedMs: due };
      const begun = output.begun();
      printer.say(
        `[shipit] still running, quiet for ${showDuration(due)}${begun === '' ? '' : `; last: ${truncate(begun, 200)}`}`,
      );
    }
  }, 1000);
  context.onScreen(() => stdin.setRawMode(false));
  context.onInterrupt(menu.ask);
  try {
    printer.say(`[shipit] ${what}. Ctrl-C asks; closing this terminal does not stop it.`);
    return await followOutput({
      outPath: context.outPath,
      from: context.from ?? 0,
      state,
      write(bytes) {
        quiet = { sinceMs: performance.now(), remindedMs: 0 };
        printer.lines(output.take(bytes));
      },
      stopped,
      held: menu.isOpen,
      failed: context.failed,
    });
  } finally {
    clearInterval(reminders);
    menu.close();
    printer.lines(output.end());
    context.onInterrupt(undefined);
    context.onScreen(undefined);
  }
}

interface Menu {
  readonly ask: () => void;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** Asked on Ctrl-C: what shall become of the command, in whole words. The terminal is read only while it is asked. */
function createMenu({ stdin }: FollowPlainContext, printer: Printer, chosen: (word: FollowWord) => void): Menu {
  let reader: Reader | undefined;
  let openMs: number | undefined;
  const close = (): void => {
    reader?.close();
    [reader, openMs] = [undefined, undefined];
    printer.endLine();
  };
  const choose = (word: FollowWord): void => {
    close();
    chosen(word);
  };
  const prompt = (): void => {
    printer.prompt('deploy> ');
    openMs = performance.now();
  };
  return {
    isOpen: () => reader !== undefined,
    close,
    ask() {
      printer.lineBegun();
      printer.say(
        '[shipit] It goes on by itself. Answers:',
        ...followWords.map(([word, does]) => `  ${word}: ${does}`),
      );
      if (reader !== undefined) {
        prompt();
        return;
      }

      const mine = openReader({
        stdin,
        monotonicMs: () => performance.now(),
        onTyped({ line, count, atMs }) {
          printer.lineEnded();
          if (openMs === undefined) {
            return;
          }

          const word = count === 1 && atMs >= openMs + guardMs ? followWordIn(line) : undefined;
          if (word === undefined) {
            printer.say('That is none of the words above.');
            prompt();
          } else {
            choose(word);
          }
        },
        onEnd: () => choose('background'),
        onInterrupt: () => undefined,
      });
      reader = mine;
      setTimeout(() => void mine.discard().then(() => reader === mine && prompt()), guardMs);
    },
  };
}
