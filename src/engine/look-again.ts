import type { PlannedItem } from '../run/plan.js';
import { standing } from '../run/questions.js';
import type { Run } from '../run/run.js';
import type { Walk } from './parts.js';

/** Looks again, without anybody's key, at what was found to be under way. */
export interface LooksAgain {
  /** By item id, when that will be: monotonic milliseconds. */
  readonly due: () => ReadonlyMap<string, number>;
  /** Makes sure that what is due is waited for, and nothing else. Safe to call at any time. */
  readonly sync: () => void;
  /** An answer to this item is being typed: what it is about stays as it is meanwhile. Undefined: none any more. */
  readonly hold: (check: string | undefined) => void;
  readonly stop: () => void;
}

export interface LooksAgainParts {
  readonly run: () => Run;
  readonly walk: () => Pick<Walk, 'plan' | 'gatherer'>;
  /** While the last look runs everything is looked at by that. */
  readonly looking: () => boolean;
  readonly monotonicMs: () => number;
  /** Does it once after so many milliseconds, unless it is called off. @returns calls it off */
  readonly after: (ms: number, work: () => void) => () => void;
}

/** The real thing. Nothing waits for it when everything else has ended. */
export function afterTimeout(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Milliseconds between two looks, whatever a kind asks for. */
const leastMs = 1000;
const mostMs = 5 * 60_000;

/** From then on each wait is twice as long as the one before: every look is a record. */
const oftenLooks = 20;

/** How long to wait before a look, in milliseconds. @param looks how often it was looked at again before */
export const waitBefore = (againMs: number, looks: number): number =>
  Math.min(mostMs, Math.max(leastMs, againMs) * 2 ** Math.max(0, Math.min(30, looks - oftenLooks + 1)));

export function createLooksAgain({ run, walk, looking, monotonicMs, after }: LooksAgainParts): LooksAgain {
  const waits = new Map<string, Wait>();
  const looks = new Map<string, number>();
  let held: string | undefined;
  let stopped = false;
  const forget = (id: string): void => {
    waits.get(id)?.cancel?.();
    waits.delete(id);
  };

  const look = (id: string): void => {
    waits.delete(id);
    const items = walk().plan.filter((item) => item.id === id);
    if (!stopped && items.some((item) => wantsLook(run(), item))) {
      looks.set(id, (looks.get(id) ?? 0) + 1);
      void walk().gatherer.gather(items);
    }
  };

  const sync = (): void => {
    const now = run();
    const waiting = stopped || looking() ? [] : walk().plan.filter((item) => wantsLook(now, item) && !isUnderWay(item));
    for (const id of [...waits.keys()].filter((one) => !waiting.some((item) => item.id === one))) {
      forget(id);
    }

    for (const { id } of waiting) {
      const { event, seq } = now.evidence[id] ?? {};
      if (event?.again !== undefined && seq !== undefined && waits.get(id)?.seq !== seq) {
        forget(id);
        const dueMs = monotonicMs() + waitBefore(event.again, looks.get(id) ?? 0);
        waits.set(id, { seq, dueMs, cancel: undefined });
      }

      start(id);
    }
  };

  const isUnderWay = ({ id }: PlannedItem): boolean => walk().gatherer.progress().has(id);

  /** What is due while somebody types about it is looked at once they have ended. */
  const start = (id: string): void => {
    const wait = waits.get(id);
    if (wait === undefined || wait.cancel !== undefined || id === held) {
      return;
    }

    const cancel = after(Math.max(0, wait.dueMs - monotonicMs()), () => {
      if (id === held) {
        waits.set(id, { ...wait, cancel: undefined });
      } else {
        look(id);
      }
    });
    waits.set(id, { ...wait, cancel });
  };

  return {
    due: () => new Map([...waits].map(([id, { dueMs }]) => [id, dueMs])),
    sync,
    hold(check) {
      if (check !== held) {
        held = check;
        sync();
      }
    },
    stop() {
      stopped = true;
      for (const id of [...waits.keys()]) {
        forget(id);
      }
    },
  };
}

interface Wait {
  /** Place in the log of the evidence that asked for it. */
  readonly seq: number;
  readonly dueMs: number;
  /** Absent while somebody types about it. */
  readonly cancel: (() => void) | undefined;
}

/** Still to be answered, before the launch, and about something that goes on. */
const wantsLook = (run: Run, item: PlannedItem): boolean =>
  run.phase === 'walking' &&
  run.outcome === undefined &&
  run.left === undefined &&
  item.phase === 'before' &&
  run.evidence[item.id]?.event.again !== undefined &&
  standing(run, item).state === 'open';
