import { closeSync, openSync, readSync } from 'node:fs';
import type { RunnerState } from './runner-state.js';

export interface FollowContext {
  /** File the runner writes the output to; it may not exist yet. */
  readonly outPath: string;
  /** Byte of the file to begin at. */
  readonly from: number;
  readonly state: () => RunnerState;
  /** Puts bytes on the operator's terminal; returns when they are there. */
  readonly write: (bytes: Buffer) => Promise<void> | void;
  /** Resolves to stop following while the command goes on. */
  readonly stopped: Promise<void>;
  /** While this returns true nothing is written: a menu is on the terminal. */
  readonly held: () => boolean;
  /** Rejects when the runner could not do its work at all, or with `LeftOff` when following has to end at once. */
  readonly failed?: Promise<never>;
}

/** A signal ended the following; the command goes on. */
export class LeftOff extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`left off by ${signal}`);
    this.signal = signal;
  }
}

/** One read of the output, in bytes: large enough to keep up with a flood, small enough for memory to stay flat. */
const chunkBytes = 256 * 1024;

/** How often a quiet output is looked at, and how often the runner, in milliseconds. */
const quietMs = 40;
const stateMs = 250;

/**
 * Copies the growing output of a launched command onto the terminal, in full, until the command has ended and its last
 * byte is out. The bytes never pass through the process that runs the command.
 * @returns the last state of the runner; `undefined` when the operator stopped following
 */
export async function followOutput(context: FollowContext): Promise<RunnerState | undefined> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let stopped = false;
  void context.stopped.then(() => {
    stopped = true;
  });
  let failure: { readonly error: unknown } | undefined;
  context.failed?.catch((error: unknown) => {
    failure = { error };
  });
  let position = context.from;
  let fd: number | undefined;
  let state = context.state();
  let askedAt = performance.now();
  try {
    for (;;) {
      if (stopped) {
        return undefined;
      }

      if (failure?.error instanceof LeftOff) {
        throw failure.error;
      }

      fd ??= openIfThere(context.outPath);
      // Once the command has ended nothing is held back any more: its last words are shown whatever menu is open.
      const over = state.state === 'ended' || state.state === 'gone';
      const bytes = (context.held() && !over) || fd === undefined ? 0 : readSync(fd, buffer, 0, chunkBytes, position);
      if (bytes > 0) {
        position += bytes;
        await context.write(buffer.subarray(0, bytes));
        await turn();
        continue;
      }

      if (over) {
        return state;
      }

      if (failure !== undefined) {
        // Asked anew: it may have claimed the run, started the command and died since we looked.
        state = context.state();
        if (state.state === 'waiting') {
          throw failure.error;
        }
      }

      await pause(quietMs);
      if (performance.now() - askedAt > stateMs) {
        // Asked before the next read: whatever was written before the end is read after it.
        state = context.state();
        askedAt = performance.now();
      }
    }
  } finally {
    if (fd !== undefined) {
      closeSync(fd);
    }
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

/** Lets keys and signals in between two chunks of a flood. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
