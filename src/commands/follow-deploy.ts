import type { ReadStream, WriteStream } from 'node:tty';
import type { ProjectPaths } from '../audit/state.js';
import { LeftOff } from '../engine/follow.js';
import type { RunnerState } from '../engine/runner-state.js';
import type { CommandContext } from './context.js';
import type { Signals } from './signals.js';

export interface FollowDeploy {
  readonly project: ProjectPaths;
  readonly run: string;
  /** Segment of the runner. */
  readonly gen: number;
  readonly outPath: string;
  /** Byte of the output to begin at; the first unless given. */
  readonly from?: number;
  /** In whole lines and words, without keys and colours. */
  readonly plain: boolean;
  /** For the line above the output. */
  readonly what: string;
  /** Rejects when the runner could not do its work at all. */
  readonly failed?: Promise<never>;
}

/**
 * Follows a runner on the operator's terminal, until it ends or a signal ends shipit. Whatever happens here, the command
 * goes on, and the terminal is given back.
 * @returns how the runner ended; a signal; or `undefined` when it was left running in the background
 */
export async function followDeploy(
  context: CommandContext,
  signals: Signals,
  { failed, plain, ...deploy }: FollowDeploy,
): Promise<RunnerState | NodeJS.Signals | undefined> {
  const leftOff = signals.received.then((name): never => {
    throw new LeftOff(name);
  });
  try {
    const both = { ...deploy, failed: failed === undefined ? leftOff : Promise.race([failed, leftOff]) };
    return await (plain ? followedPlain(context, signals, both) : followedOnScreen(context, signals, both));
  } catch (error) {
    if (error instanceof LeftOff) {
      return error.signal;
    }

    throw error;
  }
}

type Following = Omit<FollowDeploy, 'plain' | 'failed'> & { readonly failed: Promise<never> };

async function followedOnScreen(
  { stdin, stdout }: CommandContext,
  { onScreen }: Signals,
  following: Following,
): Promise<RunnerState | undefined> {
  const { followOnTerminal } = await import('../ui/follow-screen.js');
  const { fd } = stdout as WriteStream & { readonly fd: number };
  return followOnTerminal({ ...following, stdin: stdin as ReadStream, fd, onScreen });
}

async function followedPlain(
  { stdin, stdout, env }: CommandContext,
  { onScreen, onInterrupt }: Signals,
  following: Following,
): Promise<RunnerState | undefined> {
  const { followPlain } = await import('../plain/follow-plain.js');
  return followPlain({ ...following, stdin, stdout, env, onScreen, onInterrupt });
}
