import type { Evidence } from '../run/evidence.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import type { Run } from '../run/run.js';
import { type GatherWorld, gatherItem } from './gather.js';
import type { Recorder } from './recorder.js';

/** What is being gathered right now. Not a fact, so not recorded: it ends with the process. */
export interface Progress {
  /** Monotonic milliseconds. */
  readonly sinceMs: number;
  readonly text: string;
}

export interface GatherOptions {
  readonly lastLook?: boolean;
  /** Shortens every item's own limit. */
  readonly budgetMs?: number;
}

export interface Gatherer {
  readonly progress: () => ReadonlyMap<string, Progress>;
  /** Gathers these items side by side and records each as it arrives; one that is under way is started anew. */
  readonly gather: (items: Plan, options?: GatherOptions) => Promise<void>;
  /** Ends everything under way; what arrives later is thrown away. */
  readonly stop: () => void;
  readonly listen: (listener: () => void) => () => void;
}

export interface GathererParts {
  readonly recorder: Recorder;
  readonly world: GatherWorld;
  /** What to do when evidence cannot be recorded. The run is over then. */
  readonly failed: (error: unknown) => void;
}

export function createGatherer({ recorder, world, failed }: GathererParts): Gatherer {
  const underWay = new Map<string, { readonly abort: AbortController; readonly done: Promise<Evidence | undefined> }>();
  const progress = new Map<string, Progress>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) {
      listener();
    }
  };

  const waitsFor = new Map<string, string>();
  const evidenceOf = async (asking: string, id: string): Promise<Evidence | undefined> => {
    if (inCircle(waitsFor, asking, id)) {
      // Two items that wait for each other's findings: neither condition can be decided, so both items apply.
      return undefined;
    }

    waitsFor.set(asking, id);
    const evidence = await underWay.get(id)?.done;
    waitsFor.delete(asking);
    return evidence ?? evidenceIn(recorder.run(), id);
  };

  const one = async (
    item: PlannedItem,
    abort: AbortController,
    options: GatherOptions,
  ): Promise<Evidence | undefined> => {
    // Lets all items of one call be known as under way before the first of them looks for another.
    await Promise.resolve();
    const evidence = await gatherItem(world, {
      item,
      timeoutMs: Math.min(item.timeoutMs, options.budgetMs ?? item.timeoutMs),
      signal: abort.signal,
      evidenceOf: (id) => evidenceOf(item.id, id),
      progress(text) {
        const now = progress.get(item.id);
        if (now !== undefined && !abort.signal.aborted) {
          progress.set(item.id, { ...now, text });
          tell();
        }
      },
    });
    if (abort.signal.aborted) {
      return undefined;
    }

    underWay.delete(item.id);
    progress.delete(item.id);
    recorder.record({
      type: 'evidence',
      check: item.id,
      ...evidence,
      ...(item.ttlMs === undefined ? {} : { ttl: item.ttlMs }),
      ...(options.lastLook ? { lastLook: true as const } : {}),
    });
    tell();
    return evidence;
  };

  return {
    progress: () => progress,
    async gather(items, options = {}) {
      const all = items.map((item) => {
        underWay.get(item.id)?.abort.abort();
        const abort = new AbortController();
        const done = one(item, abort, options);
        underWay.set(item.id, { abort, done });
        progress.set(item.id, { sinceMs: world.monotonicMs(), text: '' });
        return done;
      });
      tell();
      try {
        await Promise.all(all);
      } catch (error) {
        failed(error);
      }
    },
    stop() {
      for (const { abort } of underWay.values()) {
        abort.abort();
      }

      underWay.clear();
      progress.clear();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const evidenceIn = (run: Run, id: string): Evidence | undefined => run.evidence[id]?.event;

/** Whether `id` waits, over however many others, for the one that asks. */
function inCircle(waitsFor: ReadonlyMap<string, string>, asking: string, id: string): boolean {
  for (let at: string | undefined = id; at !== undefined; at = waitsFor.get(at)) {
    if (at === asking) {
      return true;
    }
  }

  return false;
}
