/** Signals that end shipit, turned into something to wait for. */
export interface Signals {
  /** The first of them; never settles if none comes. */
  readonly received: Promise<NodeJS.Signals>;
  /** What gives the terminal back, while somebody has it. */
  readonly onScreen: (restore: (() => void) | undefined) => void;
  readonly stop: () => void;
}

const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export function listenToSignals(): Signals {
  let restore: (() => void) | undefined;
  let receive: (name: NodeJS.Signals) => void = () => undefined;
  const received = new Promise<NodeJS.Signals>((resolve) => {
    receive = resolve;
  });
  const listeners = ending.map((name) => {
    const listener = (): void => receive(name);
    process.on(name, listener);
    return [name, listener] as const;
  });
  // Whatever ends the process, the terminal is given back.
  const onExit = (): void => restore?.();
  process.on('exit', onExit);
  return {
    received,
    onScreen(now) {
      restore = now;
    },
    stop() {
      for (const [name, listener] of listeners) {
        process.off(name, listener);
      }

      process.off('exit', onExit);
    },
  };
}
