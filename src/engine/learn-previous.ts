import type { PreviousFound } from '../world/previous.js';

/** Asks the hosts and addresses of a target what they run, while everything else goes on. */
export interface PreviousLearner {
  /** False: there is nobody to ask, and what ref and log say is all there is. */
  readonly asks: boolean;
  /** Begins to ask, unless that was done before. */
  readonly start: () => void;
  /**
   * What the target runs, when everybody has said so or could not. Whoever comes while others wait joins them; an answer
   * of a moment ago is taken as it is.
   * @param progress one short line for the screen
   */
  readonly learn: (progress: (text: string) => void) => Promise<PreviousFound>;
  /** Asks anew at once; everybody who waits gets that. Hosts that are late (milliseconds) are unknown. */
  readonly askAnew: (timeoutMs?: number) => Promise<PreviousFound>;
  /** As far as it is known at this moment. */
  readonly found: () => PreviousFound;
  /** Ends what is under way; what arrives later is thrown away. */
  readonly stop: () => void;
}

export interface AskPrevious {
  /** Milliseconds for each host. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

export interface LearnerParts {
  readonly asks: boolean;
  /** What is known without hosts. */
  readonly first: PreviousFound;
  readonly ask: (asking: AskPrevious) => Promise<PreviousFound>;
  /** Puts on record what is new, before anybody builds on it. */
  readonly learnt: (found: PreviousFound) => void;
  readonly monotonicMs: () => number;
}

/** Milliseconds a host gets to say what it runs, and how long an answer is as good as a new one. */
const patienceMs = 20_000;
const freshMs = 5000;

export function createPreviousLearner({ asks, first, ask, learnt, monotonicMs }: LearnerParts): PreviousLearner {
  const listeners = new Set<(text: string) => void>();
  let found = first;
  let askedMs: number | undefined;
  let underWay: { readonly stop: AbortController; readonly done: Promise<PreviousFound> } | undefined;
  let text = '';
  const tell = (now: string): void => {
    text = now;
    for (const listener of listeners) {
      listener(now);
    }
  };

  const begin = (timeoutMs: number): Promise<PreviousFound> => {
    underWay?.stop.abort();
    const stop = new AbortController();
    tell('asking what runs now');
    const done = (async () => {
      // What cannot be asked at all leaves what ref and log say, and that nobody asked.
      const answer = await ask({ timeoutMs, signal: stop.signal, progress: tell }).catch(() => undefined);
      if (stop.signal.aborted) {
        return underWay?.done ?? found;
      }

      underWay = undefined;
      askedMs = monotonicMs();
      found = answer ?? { ...found, serversNotAsked: true };
      learnt(found);
      return found;
    })();
    done.catch(() => undefined);
    underWay = { stop, done };
    return done;
  };

  return {
    asks,
    start() {
      if (asks && askedMs === undefined && underWay === undefined) {
        begin(patienceMs);
      }
    },
    async learn(progress) {
      if (!asks || (underWay === undefined && askedMs !== undefined && monotonicMs() - askedMs < freshMs)) {
        return found;
      }

      const done = underWay?.done ?? begin(patienceMs);
      listeners.add(progress);
      progress(text);
      try {
        return await done;
      } finally {
        listeners.delete(progress);
      }
    },
    askAnew: (timeoutMs = patienceMs) => (asks ? begin(timeoutMs) : Promise.resolve(found)),
    found: () => found,
    stop() {
      const stopped = underWay;
      underWay = undefined;
      stopped?.stop.abort();
    },
  };
}
