import type { ProbeSpec } from '../../checks/probe/spec.js';

/** Something that is looked at again and again. */
export interface Rounded {
  readonly spec: ProbeSpec;
  /** Looks once. @returns milliseconds from the start of this look to the next one */
  readonly look: () => Promise<number>;
}

/** Who is due so soon anyway looks in the same round, in milliseconds: one connection does for all. */
const togetherMs = 500;

/**
 * Looks, and looks again, until it is stopped. What looks on one host looks together, so that one connection is enough
 * and a host that is gone is asked once a round; its next round begins when this one is over. Here everybody looks alone.
 * @param keepsAlive whether the process has to stay for it
 */
export function startRounds(all: readonly Rounded[], { keepsAlive }: { readonly keepsAlive: boolean }): () => void {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const start = (group: readonly Rounded[]): void => {
    const dueAt = new Map(group.map((one) => [one, 0]));
    const round = async (): Promise<void> => {
      const fromMs = performance.now();
      const due = group.filter((one) => (dueAt.get(one) ?? 0) <= fromMs + togetherMs);
      await Promise.all(due.map(async (one) => dueAt.set(one, fromMs + (await one.look()))));
      if (!stopped) {
        later(Math.min(...dueAt.values()) - performance.now(), () => void round());
      }
    };
    void round();
  };
  const later = (ms: number, work: () => void): void => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        work();
      },
      Math.max(0, ms),
    );
    timers.add(timer);
    if (!keepsAlive) {
      timer.unref();
    }
  };

  for (const group of byHost(all)) {
    start(group);
  }

  return () => {
    stopped = true;
    for (const timer of timers) {
      clearTimeout(timer);
    }
  };
}

/** Answers come in this order: what can hang comes last. */
const order: readonly ProbeSpec['type'][] = ['log', 'restarts', 'url', 'command', 'all'];

function byHost(all: readonly Rounded[]): readonly (readonly Rounded[])[] {
  const hosts = new Set(all.map(({ spec }) => spec.host).filter((host) => host !== 'local'));
  return [
    ...all.filter(({ spec }) => spec.host === 'local').map((one) => [one]),
    ...[...hosts].map((host) =>
      all
        .filter(({ spec }) => spec.host === host)
        .toSorted((a, b) => order.indexOf(a.spec.type) - order.indexOf(b.spec.type)),
    ),
  ];
}
