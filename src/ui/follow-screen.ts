import { writeSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import type { ProjectPaths } from '../audit/state.js';
import { followOutput } from '../engine/follow.js';
import { passedOn } from '../engine/pass-signal.js';
import { type RunnerState, runnerState } from '../engine/runner-state.js';
import { createOutputFilter } from '../text/harmless.js';
import { deferred } from '../world/deferred.js';
import { openKeyboard } from './keyboard.js';
import { openSuspension } from './suspend.js';

export interface FollowScreenContext {
  readonly project: ProjectPaths;
  readonly run: string;
  readonly gen: number;
  readonly outPath: string;
  /** Byte of the output to begin at: an earlier attempt may stand before it. From the first byte unless given. */
  readonly from?: number;
  readonly what: string;
  readonly stdin: ReadStream;
  readonly fd: number;
  readonly failed?: Promise<never>;
  readonly onScreen: (restore: (() => void) | undefined) => void;
}

/** Each line fits 80 columns: a terminal would break it within a word. */
const menu = [
  '\r\n\u001B[0m[shipit] It goes on by itself.',
  '  b  keep it running in the background',
  '  i  send it SIGINT',
  '  t  send it SIGTERM',
  '  any other key: go on following\r\n',
].join('\r\n');

/**
 * Follows a launched command on the operator's own terminal, off the alternate screen. Ctrl-C asks what is meant and
 * never kills by itself; other keys do nothing, and nothing that is typed is echoed into the output.
 * @returns how the runner ended; `undefined` when the operator leaves it running in the background
 */
export async function followOnTerminal(context: FollowScreenContext): Promise<RunnerState | undefined> {
  const { project, run, gen, fd, what } = context;
  let asking = false;
  const { promise: stopped, resolve: stop } = deferred<void>();
  const say = (text: string): void => {
    writeAll(fd, Buffer.from(text));
  };
  const suspension = openSuspension({
    giveBack() {
      context.stdin.setRawMode(false);
      say('\u001B[0m\r\n');
    },
    takeAgain() {
      context.stdin.setRawMode(true);
      say(`[shipit] following again: ${what}\r\n`);
    },
  });
  const keyboard = openKeyboard(context.stdin, (key) => {
    if (key.name === 'ctrl-z') {
      suspension.suspend();
      return;
    }

    if (!asking) {
      if (key.name === 'ctrl-c') {
        asking = true;
        say(menu);
      }

      return;
    }

    asking = false;
    const letter = key.name === 'char' ? key.char.toLowerCase() : key.name;
    if (letter === 'b') {
      stop();
    } else if (letter === 'i' || letter === 't') {
      say(`${passedOn(runnerState(project, run, gen), letter === 'i' ? 'SIGINT' : 'SIGTERM')}\r\n`);
    }
  });
  context.onScreen(() => context.stdin.setRawMode(false));
  const filter = createOutputFilter();
  let endsLine = true;
  try {
    say(`\r\n[shipit] ${what}\r\n[shipit] Ctrl-C asks, closing this terminal does not stop it.\r\n`);
    return await followOutput({
      outPath: context.outPath,
      from: context.from ?? 0,
      state: () => runnerState(project, run, gen),
      write: (bytes) => {
        endsLine = bytes.at(-1) === lineFeed;
        writeAll(fd, filter(bytes));
      },
      stopped,
      held: () => asking,
      ...(context.failed === undefined ? {} : { failed: context.failed }),
    });
  } finally {
    suspension.close();
    keyboard.close();
    say(endsLine ? '\u001B[0m' : '\u001B[0m\r\n');
    context.onScreen(undefined);
  }
}

const lineFeed = 10;

/** A terminal may take less than it is given, or nothing for a while. */
function writeAll(fd: number, bytes: Buffer): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
        continue;
      }

      // The terminal is gone. The deploy is not.
      return;
    }
  }
}
