import { type ExitCode, exitCodes } from '../errors.js';
import { deferred } from '../world/deferred.js';

/** Signals that end shipit, turned into something to wait for. */
export interface Signals {
  /** The first of them; never settles if none comes. */
  readonly received: Promise<NodeJS.Signals>;
  /** The first of them, if one has come. */
  readonly name: () => NodeJS.Signals | undefined;
  /** What gives the terminal back, while somebody has it. */
  readonly onScreen: (restore: (() => void) | undefined) => void;
  /** What a Ctrl-C does instead of ending shipit, while somebody wants to be asked first. */
  readonly onInterrupt: (take: (() => void) | undefined) => void;
  /** While `work` has the terminal, its Ctrl-C is for the command that runs there and not for shipit. */
  readonly lendTerminal: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly stop: () => void;
}

const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export function listenToSignals(): Signals {
  let restore: (() => void) | undefined;
  let interrupt: (() => void) | undefined;
  let lent = false;
  let name: NodeJS.Signals | undefined;
  const { promise: received, resolve: receive } = deferred<NodeJS.Signals>();
  const listeners = ending.map((signal) => {
    const fromKeyboard = signal === 'SIGINT' || signal === 'SIGQUIT';
    const listener = (): void => {
      if (signal === 'SIGINT' && interrupt !== undefined) {
        interrupt();
      } else if (!(lent && fromKeyboard)) {
        name ??= signal;
        receive(signal);
      }
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  // Whatever ends the process, the terminal is given back.
  const onExit = (): void => restore?.();
  return {
    received,
    name: () => name,
    onScreen(now) {
      restore = now;
      process.off('exit', onExit);
      if (now !== undefined) {
        process.on('exit', onExit);
      }
    },
    onInterrupt(take) {
      interrupt = take;
    },
    async lendTerminal(work) {
      lent = true;
      try {
        return await work();
      } finally {
        lent = false;
      }
    },
    stop() {
      for (const [signal, listener] of listeners) {
        process.off(signal, listener);
      }

      process.off('exit', onExit);
    },
  };
}

/** What the process ends with after a signal. */
export const exitOf = (signal: NodeJS.Signals): ExitCode =>
  signal === 'SIGHUP' ? exitCodes.hangUp : signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
