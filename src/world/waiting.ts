/** Waits, and does not keep the process alive for it. Given up, it never resolves. */
export const sleep = (ms: number, givenUp?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, longestTimer));
    timer.unref();
    givenUp?.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });

/** Beyond 2^31 - 1 ms node fires at once. */
const longestTimer = 2 ** 31 - 1;

/** Resolves when `signal` aborts, or has aborted; never if there is none, or once given up. */
export const happens = (signal: AbortSignal | undefined, givenUp: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
    }

    signal?.addEventListener('abort', () => resolve(), { once: true, signal: givenUp });
  });

/** Lets everything that is ready to be read be read, so many times. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
