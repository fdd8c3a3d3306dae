import { putText } from '../audit/evidence-store.js';
import type { Kept } from '../checks/servers/keep.js';
import type { PlannedItem } from '../run/plan.js';
import { isWatched } from '../run/questions.js';
import type { Run } from '../run/run.js';
import { askForState, recordMissed, tryTo } from './ask-state.js';
import { appliesToServers } from './keep-ground.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';

/**
 * The state of the hosts as a deploy left it, taken while its watch begins: what the watch then finds well is exactly
 * that, whatever is installed on a host in the meantime.
 */
export interface LiveGround {
  /** Starts taking it where it is due, and stops where it is not. Safe to call at any time. */
  readonly sync: () => void;
  /**
   * Resolves when nothing is under way any more; never rejects.
   * @param signal whoever leaves goes without, which is on record then
   */
  readonly settled: (signal: AbortSignal, progress: (text: string) => void) => Promise<void>;
  /** Without a word: it is due again for whoever comes soon enough. */
  readonly stop: () => void;
}

export interface LiveGroundParts {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: () => Walk;
  /** What cannot be recorded ends the run. */
  readonly failed: (error: unknown) => void;
}

/** How long after its end the hosts still are as a deploy left them, in milliseconds. */
const freshMs = 5 * 60_000;

export function createLiveGround({ parts, recorder, walk, failed }: LiveGroundParts): LiveGround {
  let taking: Taking | undefined;
  const stop = (): void => {
    const stopped = taking;
    taking = undefined;
    stopped?.leave.abort();
  };
  const take = async (item: PlannedItem, mine: Omit<Taking, 'done'>, isMine: () => boolean): Promise<void> => {
    const late = whyLate(recorder.run(), parts.clock.now());
    const ask = () =>
      askForState(item, {
        ...{ parts, recorder, walk: walk(), healthy: false, signal: mine.leave.signal },
        progress: (text) => mine.progress?.(text),
      });
    const states: readonly Kept[] = late === undefined ? await ask() : await [{ host: walk().target.name, why: late }];
    if (isMine()) {
      states.forEach(record);
    }
  };
  const record = (state: Kept): void => {
    const { host } = state;
    const kept = 'why' in state ? state : tryTo(() => putText(parts.project, state.json));
    if ('why' in kept) {
      recordMissed(host, kept.why, { parts, recorder });
    } else {
      recorder.record({ type: 'snapshot', host, sha256: kept.sha256, healthy: false });
    }
  };

  return {
    sync() {
      const run = recorder.run();
      if (run.phase !== 'deployed') {
        stop();
        return;
      }

      const item = dueItem(run, walk());
      if (taking === undefined && item !== undefined) {
        const mine: Taking = { leave: new AbortController(), done: Promise.resolve() };
        taking = mine;
        mine.done = take(item, mine, () => taking === mine).catch(failed);
      }
    },
    async settled(signal, progress) {
      const mine = taking;
      if (mine === undefined) {
        return;
      }

      const leave = (): void => mine.leave.abort();
      mine.progress = progress;
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) {
        leave();
      }

      await mine.done;
      signal.removeEventListener('abort', leave);
    },
    stop,
  };
}

interface Taking {
  readonly leave: AbortController;
  done: Promise<void>;
  /** Whoever waits for it. */
  progress?: (text: string) => void;
}

/** The one about the servers, where a watch will tell whether the state is worth anything, and nobody took it yet. */
function dueItem(run: Run, { plan }: Pick<Walk, 'plan'>): PlannedItem | undefined {
  const isOpen = plan.some((one) => isWatched(run, one) && run.watches[one.id]?.ended === undefined);
  return isOpen && Object.keys(run.ground).length === 0 ? appliesToServers(run, plan) : undefined;
}

function whyLate({ deploy }: Run, now: Date): string | undefined {
  // A deploy that a person judged has no duration: nobody saw its end.
  if (deploy?.endedAt === undefined || deploy.ms === undefined) {
    return 'nobody saw when the deploy ended';
  }

  return Math.abs(now.getTime() - Date.parse(deploy.endedAt)) > freshMs
    ? 'nobody was there to look at the hosts right after the deploy'
    : undefined;
}
