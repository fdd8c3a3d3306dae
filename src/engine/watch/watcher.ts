import type { ProbeSpec } from '../../checks/probe/spec.js';
import type { ProbeCounts, RunEvent } from '../../run/events.js';
import type { PlannedItem } from '../../run/plan.js';
import { questionsOf, standing } from '../../run/questions.js';
import type { Run } from '../../run/run.js';
import { finished } from '../../run/watch.js';
import { confirmed, waitMs, waitsLeft } from '../../run/watch-answers.js';
import { dueQuestions, isGreen, nextHumanMs, probesMatter, remainingMs } from '../../run/watch-due.js';
import { namesThatFit } from '../../run/watch-fit.js';
import type { WatchPlan } from '../../run/watch-plan.js';
import type { Clock } from '../../world/clock.js';
import type { LookWorld } from './one-look.js';
import { startRounds } from './rounds.js';
import type { WatchView } from './view.js';
import { createWatchTimes } from './watch-times.js';
import { type WatchedProbe, watchProbe } from './watched-probe.js';

export type WatchedItem = PlannedItem & { readonly watch: WatchPlan };

export interface WatcherParts {
  readonly item: WatchedItem;
  readonly specs: readonly ProbeSpec[];
  readonly world: LookWorld;
  readonly clock: Clock;
  readonly run: () => Run;
  /** @throws AuditError when it cannot be recorded */
  readonly record: (event: RunEvent) => void;
  /** Called after every look. */
  readonly tell: () => void;
  /** What cannot be recorded ends the run. */
  readonly failed: (error: unknown) => void;
  /** Name of the operator. */
  readonly by: string;
  /** How often it is looked whether a question is due, in milliseconds. */
  readonly tickMs?: number;
}

export interface Watcher {
  readonly view: () => WatchView;
  /** Something was recorded: maybe the last answer. */
  readonly changed: () => void;
  readonly stop: () => void;
}

const usualTickMs = 500;

/** What imports everything is work for a host: it is looked at less often, in milliseconds. */
const slowMs = 60_000;

/** Looks at what was deployed until its last question is answered. Everything that counts of it goes on record. */
export function startWatcher(parts: WatcherParts): Watcher {
  const { item, clock, run } = parts;
  const { watch: plan, id: check } = item;
  let stopRounds: () => void = () => undefined;
  let ticker: NodeJS.Timeout | undefined;
  let stopped = false;
  let probes: readonly WatchedProbe[] = [];

  const state = () => run().watches[check];
  const record = (event: RunEvent): void => {
    if (stopped) {
      return;
    }

    try {
      parts.record(event);
    } catch (error) {
      stop();
      parts.failed(error);
    }
  };
  const isExcused = (key: string): boolean => state()?.probes[key]?.excused ?? false;
  const times = createWatchTimes(clock, () => probesMatter(plan) && isBlind(probes, isExcused));
  const look = async (probe: WatchedProbe): Promise<number> => {
    const excused = isExcused(probe.key);
    const { event, becameWell } = await probe.look(excused);
    if (!stopped) {
      if (becameWell && !excused && probesMatter(plan)) {
        times.becameWell();
      }

      if (event !== undefined) {
        record(event);
      }

      tick();
      parts.tell();
    }

    return probe.spec.type === 'all' ? Math.max(slowMs, plan.everyMs) : plan.everyMs;
  };

  const isAsking = (): boolean =>
    questionsOf(run(), item).some(({ facet, answer }) => facet?.startsWith('human@') && answer === undefined);
  const tick = (): void => {
    const watch = state();
    if (stopped || watch === undefined) {
      return;
    }

    const asking = isAsking();
    const calm = isCalm(probes, isExcused);
    for (const facet of dueQuestions({ plan, ...times.now(), watch, calm, asking, waitedMs: times.waitedMs(watch) })) {
      record({ type: 'watch.ask', check, facet });
    }

    changed();
  };
  const changed = (): void => {
    if (stopped) {
      return;
    }

    if (state()?.ended !== undefined) {
      stop();
    } else if (standing(run(), item).state === 'settled') {
      const by = run().answers[`${check}/${finished}`]?.event.by ?? parts.by;
      record(confirmed({ run: run(), after: [item], by, now: clock.now().toISOString(), probes: counts() }, item));
      stop();
    }
  };
  const counts = (): readonly ProbeCounts[] => probes.map((probe) => probe.counts());

  const names = namesThatFit(parts.specs.map(({ name, host }) => ({ name, host })));
  record({
    type: 'watch.start',
    check,
    for_ms: plan.forMs,
    every_ms: plan.everyMs,
    fail: plan.fail,
    by: parts.by,
    ...(names === undefined ? {} : { probes: names }),
  });
  probes = parts.specs.map((spec) =>
    watchProbe(spec, { check, fail: plan.fail, world: parts.world, clock, watch: state() }),
  );
  ticker = setInterval(tick, parts.tickMs ?? usualTickMs);
  stopRounds = startRounds(
    probes.map((probe) => ({ spec: probe.spec, look: () => look(probe) })),
    { keepsAlive: true },
  );
  tick();
  return { view, changed, stop };

  function stop(): void {
    stopped = true;
    clearInterval(ticker);
    stopRounds();
    for (const probe of probes) {
      probe.close();
    }
  }

  function view(): WatchView {
    const watch = state();
    const { sinceMs, greenMs } = times.now();
    const at = (ms: number): string => new Date(clock.now().getTime() + Math.max(0, ms)).toISOString();
    const green = watch === undefined || isGreen(watch, plan);
    const nextMs = watch === undefined ? undefined : nextHumanMs(watch, plan);
    return {
      item: check,
      startedAt: watch?.startedAt ?? at(0),
      endsAt: at(remainingMs({ plan, sinceMs, greenMs: green ? greenMs : 0 })),
      everyMs: plan.everyMs,
      fail: plan.fail,
      probes: probes.map((probe) => probe.view(isExcused(probe.key))),
      ...(nextMs === undefined ? {} : { nextAskAt: at(nextMs - sinceMs) }),
      ...(watch?.waiting === undefined ? {} : { waitingUntil: at(waitMs - times.waitedMs(watch)) }),
      waitsLeft: waitsLeft({ run: run(), check }),
    };
  }
}

type IsExcused = (key: string) => boolean;

/** Of one of them nobody knows yet. What nobody ever will know holds nothing up, and is said at the end. */
const isBlind = (probes: readonly WatchedProbe[], isExcused: IsExcused): boolean =>
  probes.some((probe) => {
    const { state, forGood } = probe.now();
    return state === 'unknown' && !forGood && !isExcused(probe.key);
  });

/** Everything was looked at, and nothing that counts is on its way to failing. */
const isCalm = (probes: readonly WatchedProbe[], isExcused: IsExcused): boolean =>
  probes.every((probe) => {
    const { lastFailed, state } = probe.now();
    return probe.looks() > 0 && (!lastFailed || state === 'failing' || isExcused(probe.key));
  });
