import { type KeepRequest, type Kept, keepGround } from '../checks/servers/keep.js';
import type { ServersOptions } from '../checks/servers/options.js';
import { questionKey } from '../run/fold.js';
import type { PlannedItem } from '../run/plan.js';
import { isWatched } from '../run/questions.js';
import type { Run } from '../run/run.js';
import { lookedAt } from '../run/watch.js';
import { openSnapshots } from '../world/snapshots.js';
import { cleanLine } from './clean-text.js';
import { variablesOf } from './deploy-env.js';
import { itemOf } from './gather.js';
import type { GroundKept } from './ground-kept.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';

export interface KeepContext {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: Walk;
  /** Whoever leaves keeps nothing; it is on record that nothing was kept. */
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** What the hosts take together at most, in milliseconds. */
const keepMs = 60_000;

/** Terminal columns of why something was not kept. */
const longestWhy = 200;

/**
 * Whether the state of the hosts is worth comparing the next deploy with, and who says so: a watch that found them well,
 * or, where nothing looks, a person who took the state as known good before the deploy.
 */
export function worthKeeping(run: Run, { plan }: Pick<Walk, 'plan'>): Worth | undefined {
  const item = plan.find(({ kind }) => kind === 'servers');
  const applies = item !== undefined && run.evidence[item.id]?.event.verdict !== 'n/a';
  if (!applies || run.dryRun || run.deploy?.outcome !== 'ok' || run.undo !== undefined) {
    return undefined;
  }

  if (Object.values(run.watches).some(({ ended }) => ended?.healthy)) {
    return { item };
  }

  // A watch that looked and found it less than well outweighs what somebody said before it.
  if (plan.some((one) => isWatched(run, one) && lookedAt(run.watches[one.id], one.watch).length > 0)) {
    return undefined;
  }

  const answer = run.answers[questionKey(item.id, 'baseline')]?.event;
  return answer !== undefined && answer.answer === 'go' && answer.how !== 'auto' ? { item, by: answer.by } : undefined;
}

export interface Worth {
  /** The one about the servers. */
  readonly item: PlannedItem;
  /** Who took it as known good, where no watch did. */
  readonly by?: string;
}

/**
 * Asks every host once more and keeps its state, on disk and on record. What cannot be kept is on record with why, and
 * changes nothing about the deploy.
 * @throws AuditError when it cannot be recorded
 */
export async function keepHosts({ item, by }: Worth, context: KeepContext): Promise<readonly GroundKept[]> {
  const { parts, recorder, walk } = context;
  const { target } = walk;
  const store = openSnapshots(parts.project);
  const run = recorder.run();
  const states = await unlessLeft(
    {
      world: parts.world,
      target,
      options: itemOf(walk.checklist, item).options as ServersOptions,
      release: run.release,
      run: parts.run,
      now: parts.clock.now(),
      healthy: true,
      timeoutMs: keepMs,
      signal: context.signal,
      progress: context.progress,
      env: variablesOf(parts.run, run),
    },
    context.signal,
  );
  return states.map((state): GroundKept => {
    const { host } = state;
    const kept = 'why' in state ? state : tryTo(() => store.keep(target.name, host, state.json));
    if ('why' in kept) {
      const why = cleanLine(kept.why, parts.redact, longestWhy);
      recorder.record({ type: 'snapshot.missed', host, why });
      return { host, why };
    }

    recorder.record({
      type: 'snapshot',
      host,
      sha256: kept.sha256,
      healthy: true,
      ...(by === undefined ? {} : { by }),
    });
    return { host, kept: true };
  });
}

async function unlessLeft(request: KeepRequest, signal: AbortSignal): Promise<readonly Kept[]> {
  const left = new Promise<readonly Kept[]>((resolve) => {
    const leave = (): void => resolve([{ host: request.target.name, why: 'skipped: nobody waited for the hosts' }]);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) {
      leave();
    }
  });
  return Promise.race([keepGround(request), left]);
}

function tryTo(keep: () => string): { readonly sha256: string } | { readonly why: string } {
  try {
    return { sha256: keep() };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
