/** Those who want to hear that something changed. What changed is not told: they look for themselves. */
export interface Listeners {
  readonly tell: () => void;
  /** @returns the way to hear nothing any more */
  readonly listen: (listener: () => void) => () => void;
}

/** One listener is told once, however often it was given. */
export function createListeners(): Listeners {
  const all = new Set<() => void>();
  return {
    tell() {
      for (const listener of all) {
        listener();
      }
    },
    listen(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}
