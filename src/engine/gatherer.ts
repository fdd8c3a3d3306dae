import type { LearntPrevious } from '../checks/kind.js';
import type { Evidence } from '../run/evidence.js';
import { withDependents } from '../run/freshness.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import type { Run } from '../run/run.js';
import { type GatherWorld, gatherItem, withoutPrevious, withPrevious } from './gather.js';
import type { PreviousLearner } from './learn-previous.js';
import { createListeners } from './listeners.js';
import type { Recorder } from './recorder.js';

/** What is being gathered right now. Not a fact, so not recorded: it ends with the process. */
export interface Progress {
  /** Monotonic milliseconds. */
  readonly sinceMs: number;
  readonly text: string;
}

export interface GatherOptions {
  readonly lastLook?: boolean;
  /** Milliseconds for each item, whatever its own limit: what is late is unknown, without any grace. */
  readonly budgetMs?: number;
}

export interface Gatherer {
  readonly progress: () => ReadonlyMap<string, Progress>;
  /**
   * Gathers these items side by side and records each as it arrives; one that is under way is started anew. Items whose
   * condition is what these find are gathered with them; the last look names those itself, it has no time for more.
   */
  readonly gather: (items: Plan, options?: GatherOptions) => Promise<void>;
  /** Waits for everything of these items that is under way; what is not there in time is recorded as unknown. */
  readonly finish: (items: Plan, budgetMs: number) => Promise<void>;
  /** Ends everything under way; what arrives later is thrown away. */
  readonly stop: () => void;
  readonly listen: (listener: () => void) => () => void;
}

export interface GathererParts {
  readonly recorder: Recorder;
  readonly plan: Plan;
  readonly world: GatherWorld;
  /** Asked before the deploy only: after it the servers run something else. */
  readonly previous: PreviousLearner;
  /** What to do when evidence cannot be recorded. The run is over then. */
  readonly failed: (error: unknown) => void;
}

export function createGatherer({ recorder, plan, world, previous, failed }: GathererParts): Gatherer {
  const underWay = new Map<string, UnderWay>();
  const progress = new Map<string, Progress>();
  const { tell, listen } = createListeners();

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

  const known = (): LearntPrevious => ({ previous: recorder.run().previous, found: previous.found() });

  const one = async (
    item: PlannedItem,
    { abort, late }: Pick<UnderWay, 'abort' | 'late'>,
    options: GatherOptions,
  ): Promise<Evidence | undefined> => {
    // Lets all items of one call be known as under way before the first of them looks for another.
    await Promise.resolve();
    const budget = options.budgetMs === undefined ? undefined : lateAfter(options.budgetMs, late);
    const tellProgress = (text: string): void => {
      const now = progress.get(item.id);
      if (now !== undefined && !abort.signal.aborted) {
        progress.set(item.id, { ...now, text });
        tell();
      }
    };
    const soFar = withPrevious(world, known());
    // Only who waits for the servers is told what runs: until they have spoken it is a guess.
    const evidence = await gatherItem(item.phase === 'before' && previous.asks ? withoutPrevious(soFar) : soFar, {
      item,
      timeoutMs: Math.min(item.timeoutMs, options.budgetMs ?? item.timeoutMs),
      signal: AbortSignal.any([abort.signal, late.signal]),
      evidenceOf: (id) => evidenceOf(item.id, id),
      earlier: evidenceIn(recorder.run(), item.id),
      progress: tellProgress,
      async learnPrevious() {
        if (item.phase === 'before') {
          await previous.learn(tellProgress);
        }

        return known();
      },
    });
    clearTimeout(budget);
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
      const all = (options.lastLook ? items : withDependents(plan, items)).map((item) => {
        underWay.get(item.id)?.abort.abort();
        const controls = { abort: new AbortController(), late: new AbortController() };
        const done = one(item, controls, options);
        underWay.set(item.id, { ...controls, done });
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
    async finish(items, budgetMs) {
      await Promise.all(
        items.map(async ({ id }) => {
          const mine = underWay.get(id);
          const budget = mine && lateAfter(budgetMs, mine.late);
          // What cannot be recorded ends the run where the gathering was started.
          await mine?.done.catch(() => undefined);
          clearTimeout(budget);
        }),
      );
    },
    stop() {
      previous.stop();
      for (const { abort } of underWay.values()) {
        abort.abort();
      }

      underWay.clear();
      progress.clear();
    },
    listen,
  };
}

interface UnderWay {
  /** It counts no longer: nothing is recorded. */
  readonly abort: AbortController;
  /** It took too long: unknown is recorded. */
  readonly late: AbortController;
  readonly done: Promise<Evidence | undefined>;
}

const lateAfter = (ms: number, late: AbortController): NodeJS.Timeout =>
  setTimeout(() => late.abort(new Error(`not finished after ${Math.round(ms / 1000)} s`)), ms);

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
