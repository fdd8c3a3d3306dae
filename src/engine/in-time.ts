import { setMaxListeners } from 'node:events';

/** Checks bound themselves; this is the second lock on the door, a little later than theirs. */
const graceMs = 3000;

/**
 * What `work` comes to within `timeoutMs` milliseconds and a little more.
 * @throws Error that says how long it was waited, or the reason of `signal`
 */
export async function inTime<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Value> {
  const limit = new AbortController();
  const both = AbortSignal.any([signal, limit.signal]);
  // Each program that a check runs listens, and each host: many of them are no leak.
  setMaxListeners(0, both);
  const timer = setTimeout(
    () => limit.abort(new Error(`not finished after ${Math.round(timeoutMs / 1000)} s`)),
    timeoutMs + graceMs,
  );
  try {
    return await unlessStopped(work(both), both);
  } finally {
    clearTimeout(timer);
  }
}

/** What `work` comes to, or as soon as `signal` says so the reason it gives. */
export async function unlessStopped<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    signal.addEventListener('abort', stop, { once: true });
  });
  stopped.catch(() => undefined);
  if (signal.aborted) {
    stop();
  }

  try {
    return await Promise.race([stopped, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
