import type { ReadStream, WriteStream } from 'node:tty';
import type { Session } from '../engine/session.js';
import type { Leave } from '../ui/screen.js';
import type { Clock } from '../world/clock.js';
import type { Plain } from './choose.js';
import { againText, headerText } from './header-text.js';
import { type Paper, plainMarks } from './paper.js';
import { openReader } from './reader.js';
import { createTalk } from './talk.js';

export interface PlainContext {
  readonly plain: Plain;
  /** Something of the run was shown by this process already. */
  readonly again: boolean;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Zone of the times on screen. */
  readonly tz: string;
  /** Called with a function that gives the terminal back at once, for signal handlers; with `undefined` afterwards. */
  readonly onScreen: (restore: (() => void) | undefined) => void;
  /** Called with what a Ctrl-C does; with `undefined` once it is to end shipit again. */
  readonly onInterrupt: (take: (() => void) | undefined) => void;
  /** A signal that ends shipit. */
  readonly interrupted: Promise<NodeJS.Signals>;
}

/** How often it is looked whether something has to be said, and whether HEAD moved, in milliseconds. */
const lookMs = 1000;
const headMs = 2000;

/** How long after the end of input a signal may still come, in milliseconds. */
const signalMs = 100;

/**
 * Walks the run line by line until the operator leaves it, one way or another: no cursor movement, no colour, nothing
 * drawn anew. The terminal edits and echoes lines by itself, and is as it was when this returns or throws.
 * @throws what made the session break off: an AuditError, or a bug
 */
export async function showPlain(session: Session, context: PlainContext): Promise<Leave | NodeJS.Signals> {
  const { stdin, stdout, env, clock, tz } = context;
  const marks = plainMarks(env);
  const paper = (): Paper => ({ columns: stdout.columns || 80, marks });
  const write = (text: string): void => void stdout.write(text);
  const reader = openReader({
    stdin,
    monotonicMs: clock.monotonicMs,
    onTyped: (typed) => talk.typed(typed),
    // A closed terminal ends its input, too: the signal that comes with it says more.
    onEnd: () => setTimeout(() => talk.endOfInput(), signalMs),
    onInterrupt: () => talk.interrupt(),
  });
  const talk = createTalk(session, { clock, tz, paper, write, discard: reader.discard });
  context.onScreen(() => stdin.setRawMode(false));
  context.onInterrupt(talk.interrupt);
  process.on('SIGCONT', talk.continued);
  let due: NodeJS.Immediate | undefined;
  const unlisten = session.listen(() => {
    // Many things happen at once; they are told in one go.
    due ??= setImmediate(() => {
      due = undefined;
      talk.look();
    });
  });
  const ticker = setInterval(talk.look, lookMs);
  const headWatch = setInterval(() => void session.watchHead().catch(() => undefined), headMs);
  try {
    const texts = context.again
      ? againText(session.situation(), paper())
      : headerText({ note: context.plain.note, situation: session.situation(), paper: paper(), now: clock.now(), tz });
    write(texts.map((text) => `${text}\n`).join(''));
    talk.look();
    return await Promise.race([talk.left, context.interrupted]);
  } finally {
    clearInterval(ticker);
    clearInterval(headWatch);
    clearImmediate(due);
    unlisten();
    process.off('SIGCONT', talk.continued);
    talk.stop();
    reader.close();
    context.onInterrupt(undefined);
    context.onScreen(undefined);
  }
}
