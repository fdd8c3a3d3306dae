import type { ProbeSpec } from '../../checks/probe/spec.js';
import type { ProbeCounts, RunEvent } from '../../run/events.js';
import type { PlannedItem } from '../../run/plan.js';
import { questionsOf, standing } from '../../run/questions.js';
import type { Run } from '../../run/run.js';
import { finished, type WatchState } from '../../run/watch.js';
import { confirmed, waitMs, waitsLeft } from '../../run/watch-answers.js';
import { dueQuestions, isGreen, nextHumanMs, probesMatter, remainingMs } from '../../run/watch-due.js';
import { namesThatFit } from '../../run/watch-fit.js';
import type { WatchPlan } from '../../run/watch-plan.js';
import type { Clock } from '../../world/clock.js';
import type { LookWorld } from './one-look.js';
import { startRounds } from './rounds.js';
import type { WatchView } from './view.js';
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
  const startMs = clock.monotonicMs();
  let stopRounds: () => void = () => undefined;
  let ticker: NodeJS.Timeout | undefined;
  let greenSinceMs = startMs;
  let waitSeen: { readonly until: string; readonly atMs: number } | undefined;
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
  const look = async (probe: WatchedProbe): Promise<number> => {
    const excused = isExcused(probe.key);
    const { event, becameWell } = await probe.look(excused);
    if (!stopped) {
      if (becameWell && !excused && probesMatter(plan)) {
        greenSinceMs = clock.monotonicMs();
      }

      if (event !== undefined) {
        record(event);
      }

      tick();
      parts.tell();
    }

    return probe.spec.type === 'all' ? Math.max(slowMs, plan.everyMs) : plan.everyMs;
  };

  /** Nobody knows of it yet: no such time is green. What nobody ever will know holds nothing up, and is said at the end. */
  const isBlind = (): boolean =>
    probesMatter(plan) &&
    probes.some((probe) => {
      const { state: now, forGood } = probe.now();
      return now === 'unknown' && !forGood && !isExcused(probe.key);
    });
  const times = () => {
    const nowMs = clock.monotonicMs();
    greenSinceMs = isBlind() ? nowMs : greenSinceMs;
    return { plan, sinceMs: nowMs - startMs, greenMs: nowMs - greenSinceMs };
  };
  /** Everything was looked at, and nothing that counts is on its way to failing. */
  const isCalm = (): boolean =>
    probes.every((probe) => {
      const { lastFailed, state: now } = probe.now();
      return probe.looks() > 0 && (!lastFailed || now === 'failing' || isExcused(probe.key));
    });
  /** Since the wait that runs was first seen: a clock that is set back must not keep a failing probe silent. */
  const waitedMs = ({ waiting }: WatchState): number => {
    const nowMs = clock.monotonicMs();
    waitSeen =
      waiting === undefined
        ? undefined
        : waitSeen?.until === waiting.until
          ? waitSeen
          : { until: waiting.until, atMs: nowMs };
    return waitSeen === undefined ? 0 : nowMs - waitSeen.atMs;
  };
  const isAsking = (): boolean =>
    questionsOf(run(), item).some(({ facet, answer }) => facet?.startsWith('human@') && answer === undefined);
  const tick = (): void => {
    const watch = state();
    if (stopped || watch === undefined) {
      return;
    }

    const asking = isAsking();
    for (const facet of dueQuestions({ ...times(), watch, calm: isCalm(), asking, waitedMs: waitedMs(watch) })) {
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
    const { sinceMs, greenMs } = times();
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
      ...(watch?.waiting === undefined ? {} : { waitingUntil: at(waitMs - waitedMs(watch)) }),
      waitsLeft: waitsLeft({ run: run(), check }),
    };
  }
}
