import { getText } from '../audit/evidence-store.js';
import { asHealthy } from '../checks/servers/keep.js';
import { questionKey } from '../run/fold.js';
import type { SnapshotKept, SnapshotMissed } from '../run/ground-events.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import { isWatched } from '../run/questions.js';
import type { Run } from '../run/run.js';
import { lookedAt } from '../run/watch.js';
import { openSnapshots } from '../world/snapshots.js';
import { askForState, recordMissed, tryTo } from './ask-state.js';
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

/**
 * Whether the state of the hosts is worth comparing the next deploy with, and who says so: a watch that found them well,
 * or, where nothing looks, a person who took the state as known good before the deploy.
 */
export function worthKeeping(run: Run, { plan }: Pick<Walk, 'plan'>): Worth | undefined {
  const item = appliesToServers(run, plan);
  if (item === undefined) {
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

/** The item about the servers, where it applies and what it is about was deployed well. */
export function appliesToServers(run: Run, plan: Plan): PlannedItem | undefined {
  const item = plan.find(({ kind }) => kind === 'servers');
  const applies = item !== undefined && run.evidence[item.id]?.event.verdict !== 'n/a';
  return applies && !run.dryRun && run.deploy?.outcome === 'ok' && run.undo === undefined ? item : undefined;
}

/**
 * Keeps the state of every host, on disk and on record: as it was right after the deploy, where a watch began then;
 * without one as it is now. What cannot be kept is on record with why, and changes nothing about the deploy.
 * @throws AuditError when it cannot be recorded
 */
export async function keepHosts({ item, by }: Worth, context: KeepContext): Promise<readonly GroundKept[]> {
  const { parts, recorder, walk } = context;
  const taken = Object.values(recorder.run().ground);
  const store = openSnapshots(parts.project);
  const keep = (host: string, json: () => string): GroundKept => {
    const kept = tryTo(() => store.keep(walk.target.name, host, json()));
    if ('why' in kept) {
      return missed(host, kept.why, context);
    }

    recorder.record({
      type: 'snapshot',
      host,
      sha256: kept.sha256,
      healthy: true,
      ...(by === undefined ? {} : { by }),
    });
    return { host, kept: true };
  };
  if (taken.length > 0) {
    return taken.map((one) => alreadyTold(one) ?? keep(one.host, () => asHealthy(takenJson(one, parts))));
  }

  if (by === undefined) {
    return [missed(walk.target.name, 'nobody looked at the hosts right after the deploy', context)];
  }

  const states = await askForState(item, { ...context, healthy: true });
  return states.map((state) =>
    'why' in state ? missed(state.host, state.why, context) : keep(state.host, () => state.json),
  );
}

const missed = (host: string, why: string, context: KeepContext): GroundKept => ({
  host,
  why: recordMissed(host, why, context),
});

const alreadyTold = (event: SnapshotKept | SnapshotMissed): GroundKept | undefined =>
  event.type === 'snapshot.missed'
    ? { host: event.host, why: event.why }
    : event.healthy
      ? { host: event.host, kept: true }
      : undefined;

/** @throws Error in words */
function takenJson(event: SnapshotKept | SnapshotMissed, { project }: SessionParts): string {
  const json = event.type === 'snapshot' ? getText(project, event.sha256) : undefined;
  if (json === undefined) {
    throw new Error('what was kept right after the deploy is not there any more');
  }

  return json;
}
