import type { ProbeBaseline, WatchBaseline } from '../../run/events.js';
import { isWatched } from '../../run/questions.js';
import { baselineRecords } from '../../run/watch-fit.js';
import { cleanLine } from '../clean-text.js';
import { variablesOf } from '../deploy-env.js';
import type { SessionParts, Walk } from '../parts.js';
import type { Recorder } from '../recorder.js';
import { createAnnouncing } from './announcing.js';
import type { LookWorld } from './one-look.js';
import { createPlacing } from './placing.js';
import { type Sampler, startSampler } from './sampler.js';
import type { WatchView } from './view.js';
import { startWatcher, type WatchedItem, type Watcher } from './watcher.js';

/** The watch of a session: it samples before the deploy, looks after it, and knows by itself which of them is due. */
export interface LiveWatch {
  /** Starts what is due now, and stops what is not. Safe to call at any time. */
  readonly sync: () => void;
  /** What is compared with after the deploy; undefined where nobody will watch. */
  readonly baseline: () => Promise<WatchBaseline | undefined>;
  /** What the probes are like before the deploy; undefined where nobody looks. */
  readonly seen: () => readonly ProbeBaseline[] | undefined;
  readonly view: () => WatchView | undefined;
  readonly stop: () => void;
  /** Resolves when everybody was told what had to be told. */
  readonly told: () => Promise<void>;
}

export interface LiveWatchParts {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: () => Walk;
  readonly tell: () => void;
  readonly say: (message: string) => void;
  /** What cannot be recorded ends the run. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds; for tests that cannot wait. */
  readonly tickMs?: number;
}

export function createLiveWatch(live: LiveWatchParts): LiveWatch {
  const { parts, recorder, walk } = live;
  let sampler: { readonly walk: Walk; readonly sampler: Sampler } | undefined;
  let watcher: Watcher | undefined;
  let syncing = false;
  /** Records of what is compared with; the first is recorded by whoever launches. */
  let baselines: readonly WatchBaseline[] = [];

  const item = (): WatchedItem | undefined => {
    const run = recorder.run();
    return walk().plan.find((one): one is WatchedItem => one.phase === 'after' && isWatched(run, one));
  };
  const world = (): LookWorld => ({
    run: parts.run,
    root: parts.world.root,
    commands: parts.world.commands,
    ssh: parts.world.ssh,
    target: walk().target,
    env: variablesOf(parts.run, recorder.run()),
    now: () => parts.clock.now(),
    clean: (text) => cleanLine(text, parts.redact, longestText),
  });
  const stopSampler = (): void => {
    sampler?.sampler.stop();
    sampler = undefined;
  };
  const stopWatcher = (): void => {
    watcher?.stop();
    watcher = undefined;
  };

  const placing = createPlacing(
    parts.world.ssh,
    (text) => cleanLine(text, parts.redact, longestText),
    () => {
      sync();
      live.tell();
    },
  );

  const announcing = createAnnouncing({ parts, run: recorder.run, walk, failed: live.say });

  const sample = (watched: WatchedItem): void => {
    stopWatcher();
    if (sampler?.walk !== walk()) {
      stopSampler();
      const placed = placing.specs(watched, walk(), 'before');
      sampler = placed && { walk: walk(), sampler: startSampler(placed, world(), { tell: live.tell }) };
    }
  };
  const watch = (watched: WatchedItem): void => {
    stopSampler();
    const { ended } = recorder.run().watches[watched.id] ?? {};
    const isDue = ended === undefined && (watched.when === undefined || recorder.run().evidence[watched.id]);
    const placed = watcher === undefined && isDue ? placing.specs(watched, walk(), 'after') : undefined;
    if (placed !== undefined) {
      announcing.goOn(watched);
      watcher = startWatcher({
        item: watched,
        specs: placed,
        world: world(),
        clock: parts.clock,
        run: recorder.run,
        record: recorder.record,
        tell: live.tell,
        failed: live.failed,
        by: parts.operator.name,
        ...(live.tickMs === undefined ? {} : { tickMs: live.tickMs }),
      });
    }

    watcher?.changed();
    announcing.announce(watched);
  };

  /** What the record that was just made cannot hold. */
  const recordRest = (): void => {
    const [first, ...more] = baselines;
    const known = first && recorder.run().watches[first.check]?.baseline;
    if (more.length > 0 && JSON.stringify(known) === JSON.stringify(first?.probes)) {
      baselines = [];
      more.forEach(recorder.record);
    }
  };
  const sync = (): void => {
    const watched = item();
    const { phase, dryRun } = recorder.run();
    if (syncing) {
      return;
    }

    // Starting records, and a record asks for this once more.
    syncing = true;
    try {
      recordRest();
      if (watched === undefined || dryRun) {
        stopSampler();
        stopWatcher();
      } else if (phase === 'walking' || phase === 'decided') {
        sample(watched);
      } else if (phase === 'deployed') {
        watch(watched);
      } else {
        stopSampler();
        stopWatcher();
      }
    } finally {
      syncing = false;
    }
  };

  return {
    sync,
    async baseline() {
      await placing.settled();
      const watched = item();
      if (watched === undefined || sampler === undefined) {
        return undefined;
      }

      baselines = baselineRecords(watched.id, await sampler.sampler.baseline());
      return baselines[0];
    },
    seen: () => sampler?.sampler.seen(),
    view() {
      const watched = item();
      const ended = watched !== undefined && recorder.run().watches[watched.id]?.ended !== undefined;
      return ended ? undefined : watcher?.view();
    },
    stop() {
      placing.stop();
      stopSampler();
      stopWatcher();
    },
    told: announcing.told,
  };
}

/** Terminal columns of what a probe found. */
const longestText = 200;
