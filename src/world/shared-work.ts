/**
 * Shares work between those who want the same at the same moment. It is stopped when all of them have gone.
 * @returns undefined to who went before it was done
 */
export type ShareWork<T> = (
  key: string,
  signal: AbortSignal,
  start: (signal: AbortSignal) => Promise<T>,
) => Promise<T | undefined>;

export function shareWork<T>(): ShareWork<T> {
  const running = new Map<string, Shared<T>>();

  const begin = (key: string, start: (signal: AbortSignal) => Promise<T>): Shared<T> => {
    const stop = new AbortController();
    const forget = (): void => {
      if (running.get(key)?.stop === stop) {
        running.delete(key);
      }
    };
    const done = start(stop.signal).finally(forget);
    // Those who went do not hear of it.
    done.catch(() => {});
    const shared = { stop, done, forget, waiting: 0 };
    running.set(key, shared);
    return shared;
  };

  return async (key, signal, start) => {
    if (signal.aborted) {
      return undefined;
    }

    const shared = running.get(key) ?? begin(key, start);
    shared.waiting++;
    const left = leaving(signal);
    try {
      return await Promise.race([shared.done, left.promise]);
    } finally {
      left.end();
      shared.waiting--;
      if (shared.waiting === 0) {
        shared.forget();
        shared.stop.abort();
      }
    }
  };
}

interface Shared<T> {
  readonly stop: AbortController;
  readonly done: Promise<T>;
  /** Who asks from now on begins anew. */
  readonly forget: () => void;
  waiting: number;
}

function leaving(signal: AbortSignal): { readonly promise: Promise<undefined>; readonly end: () => void } {
  let leave = (): void => {};
  const promise = new Promise<undefined>((resolve) => {
    leave = () => resolve(undefined);
  });
  signal.addEventListener('abort', leave, { once: true });
  return { promise, end: () => signal.removeEventListener('abort', leave) };
}
