import { setImmediate as turn } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';

/** Lines that came so close together that no person typed them one by one; a single one was typed. */
export interface Typed {
  /** The first of them, without its end. */
  readonly line: string;
  readonly count: number;
  /** When its first character reached shipit, in monotonic milliseconds: a terminal gives a line away as a whole. */
  readonly atMs: number;
}

export interface ReaderContext {
  readonly stdin: ReadStream;
  readonly monotonicMs: () => number;
  readonly onTyped: (typed: Typed) => void;
  readonly onEnd: () => void;
  readonly onInterrupt: () => void;
}

export interface Reader {
  /**
   * Throws away all that was typed so far, also the line that is not handed in yet.
   * @returns whether there was anything
   */
  readonly discard: () => Promise<boolean>;
  readonly close: () => void;
}

/** Two lines closer than this are a paste, or Enter held down; in milliseconds. */
const togetherMs = 100;

/** More than the terminal itself takes for one line, in UTF-16 code units. */
const longestLine = 5000;

/**
 * Reads lines from a terminal that edits and echoes them by itself, all the time: what nobody asked for is gone before
 * anybody asks.
 */
export function openReader({ stdin, monotonicMs, onTyped, onEnd, onInterrupt }: ReaderContext): Reader {
  let partial: { readonly text: string; readonly atMs: number } | undefined;
  let typed: Typed | undefined;
  let timer: NodeJS.Timeout | undefined;
  let discarding = false;
  let discarded = false;
  let ended = false;

  const forget = (): boolean => {
    const something = partial !== undefined || typed !== undefined;
    clearTimeout(timer);
    [partial, typed] = [undefined, undefined];
    return something;
  };
  const onData = (chunk: string): void => {
    if (discarding) {
      discarded = true;
      if (chunk.includes('\u0003')) {
        onInterrupt();
      }

      return;
    }

    const nowMs = monotonicMs();
    const [begun = '', ...further] = chunk.split(/\r\n|\r|\n/u);
    const { text, atMs } = partial ?? { text: '', atMs: nowMs };
    const lines = [(text + begun).slice(0, longestLine), ...further];
    const rest = lines.pop() ?? '';
    partial = rest === '' ? undefined : { text: rest, atMs: lines.length === 0 ? atMs : nowMs };
    for (const line of lines) {
      typed = typed === undefined ? { line, count: 1, atMs } : { ...typed, count: typed.count + 1 };
    }

    if (typed !== undefined) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const given = typed;
        typed = undefined;
        if (given !== undefined) {
          onTyped(given);
        }
      }, togetherMs);
    }
  };
  const onClosed = (): void => {
    ended = true;
    onEnd();
  };

  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  stdin.on('end', onClosed);
  stdin.resume();
  if (stdin.readableEnded) {
    setImmediate(onClosed);
  }

  return {
    async discard() {
      const something = forget();
      if (ended) {
        return something;
      }

      // A terminal keeps an unfinished line to itself. For the moment of a look it is told to hand over what it has.
      [discarding, discarded] = [true, false];
      stdin.setRawMode(true);
      await turn();
      await turn();
      stdin.setRawMode(false);
      discarding = false;
      return something || discarded;
    },
    close() {
      forget();
      stdin.off('data', onData);
      stdin.off('end', onClosed);
      stdin.pause();
    },
  };
}
