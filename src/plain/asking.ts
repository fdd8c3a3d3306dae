import { guardMs } from '../ui/screen.js';
import type { Asked } from './at-hand.js';
import type { Printer } from './printer.js';

/** What is asked at the moment, and since when it can be answered. */
export interface Asking {
  readonly now: () => Asked | undefined;
  /** Prints it; gives time to read it; and lets nothing count that was typed before its prompt stands there. */
  readonly ask: (asked: Asked) => void;
  /** Something else about what stands there. */
  readonly change: (asked: Asked | undefined) => void;
  /** The same prompt again, after a line that was none. */
  readonly again: () => void;
  /** Something was typed before the prompt stood there. */
  readonly tooEarly: () => void;
  readonly stop: () => void;
}

export interface AskingContext {
  readonly printer: Printer;
  readonly monotonicMs: () => number;
  /** Throws away what was typed so far. @returns whether there was anything */
  readonly discard: () => Promise<boolean>;
}

export function createAsking({ printer, monotonicMs, discard }: AskingContext): Asking {
  let now: Asked | undefined;
  let guard: NodeJS.Timeout | undefined;
  let early = false;
  const open = (): void => {
    if (now?.prompt !== undefined) {
      printer.prompt(now.prompt);
      now = { ...now, openMs: monotonicMs() };
    }
  };
  const openFor = async (asked: Asked): Promise<void> => {
    const something = await discard();
    if (now?.identity === asked.identity && now.openMs === undefined) {
      printer.say(...(something || early ? ['What was typed before this was asked is thrown away.'] : []));
      open();
    }
  };
  return {
    now: () => now,
    ask(asked) {
      clearTimeout(guard);
      printer.lines(['', ...asked.texts]);
      early = false;
      now = asked;
      guard = asked.prompt === undefined ? undefined : setTimeout(() => void openFor(asked), guardMs);
    },
    change(asked) {
      now = asked;
    },
    again: open,
    tooEarly() {
      early = true;
    },
    stop() {
      now = undefined;
      clearTimeout(guard);
    },
  };
}
