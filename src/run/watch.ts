import type { ProbeBaseline, ProbeHealth, StampedEvent, WatchEnded, WatchEvent, WatchStarted } from './events.js';
import type { WatchPlan } from './watch-plan.js';

/** A probe as its watch knows it. */
export interface ProbeState {
  readonly name: string;
  readonly host: string;
  readonly state: ProbeHealth;
  /** Since when: UTC, ISO 8601. */
  readonly since: string;
  /** When it was last failing and became ok; absent if it never did. */
  readonly recovered?: string;
  readonly text: string;
  readonly value?: number;
  readonly warning?: string;
  /** "Not caused by this": it asks no more until it was ok once. */
  readonly excused: boolean;
  /** The number it had brought when it was excused last; absent if it never was. Later ones were excused by nobody. */
  readonly forgiven?: number;
  /** It was excused once, or failing before the deploy: it can never prove health. */
  readonly proves: boolean;
}

/** A watch as its events tell it. */
export interface WatchState {
  /** Record that it was last changed by. */
  readonly seq: number;
  readonly baseline: readonly ProbeBaseline[];
  readonly started: WatchStarted | undefined;
  /** UTC, ISO 8601: since when the whole time runs. */
  readonly startedAt: string | undefined;
  /** By `probeKey`: those that changed at least once. */
  readonly probes: Readonly<Record<string, ProbeState>>;
  /** Facets of the questions that were opened, in order; see `WatchAsked`. */
  readonly asked: readonly string[];
  /** The wait that runs: which probes, and until when (UTC, ISO 8601). */
  readonly waiting: { readonly probes: readonly string[]; readonly until: string } | undefined;
  /** Waits so far. */
  readonly waits: number;
  readonly ended: WatchEnded | undefined;
}

/** How a probe is named where a name must be enough: `home`, `crashes@web1`. */
export const probeKey = ({ name, host }: { readonly name: string; readonly host: string }): string =>
  host === 'local' ? name : `${name}@${host}`;

/** What a watch looks at, and where; as long as it has not begun, as the checklist has it. */
export const lookedAt = (
  watch: WatchState | undefined,
  plan: Pick<WatchPlan, 'probes'>,
): readonly { readonly name: string; readonly host: string }[] => watch?.started?.probes ?? plan.probes;

const nothing: WatchState = {
  seq: 0,
  baseline: [],
  started: undefined,
  startedAt: undefined,
  probes: {},
  asked: [],
  waiting: undefined,
  waits: 0,
  ended: undefined,
};

/** One step of the fold of a watch. */
export function foldWatch(
  before: WatchState | undefined,
  { event, seq, t }: Omit<StampedEvent, 'event'> & { readonly event: WatchEvent },
): WatchState {
  const watch: WatchState = { ...(before ?? nothing), seq };
  switch (event.type) {
    case 'watch.baseline':
      // A launch that came to nothing is decided anew, against what is before it.
      return event.more
        ? { ...watch, baseline: [...watch.baseline, ...event.probes] }
        : { ...nothing, seq, baseline: event.probes };
    case 'watch.start':
      // What a process before this one saw counts until it is looked at again; the time runs anew.
      return {
        ...watch,
        started: event,
        startedAt: t,
        waiting: undefined,
        asked: watch.asked.filter((facet) => facet !== finished && facet !== humanAt('end')),
        ended: undefined,
      };
    case 'probe':
      return probeChanged(watch, event, t);
    case 'watch.ask':
      return event.facet === 'probes'
        ? { ...watch, waiting: undefined }
        : { ...watch, asked: [...watch.asked.filter((facet) => facet !== event.facet), event.facet] };
    case 'watch.wait':
      return { ...watch, waiting: { probes: event.probes, until: event.until }, waits: watch.waits + 1 };
    case 'watch.excused':
      return {
        ...watch,
        probes: mapValues(watch.probes, (probe, key) =>
          event.probes.includes(key) ? { ...probe, excused: true, proves: false, ...forgivenWith(probe.value) } : probe,
        ),
      };
    case 'watch.end':
      return { ...watch, waiting: undefined, ended: event };
  }
}

/** Taken up again, what somebody left unconfirmed is watched once more. */
export const watchesResumed = (watches: Readonly<Record<string, WatchState>>): Readonly<Record<string, WatchState>> =>
  mapValues(watches, (watch) => (watch.ended?.confirmed ? watch : { ...watch, ended: undefined }));

/** Facet of the last question of a watch. */
export const finished = 'finished';

/** Facet of the question for a person at that time: `0m`, `60m`, `end`. */
export const humanAt = (time: string): string => `human@${time}`;

/** Probes that nobody has said anything about yet, although they are failing. */
export const toAnswer = (watch: WatchState): readonly ProbeState[] =>
  Object.entries(watch.probes)
    .filter(([key, { state, excused }]) => state === 'failing' && !excused && !watch.waiting?.probes.includes(key))
    .map(([, probe]) => probe);

function probeChanged(watch: WatchState, event: Extract<WatchEvent, { type: 'probe' }>, t: string): WatchState {
  const key = probeKey(event);
  const before = watch.probes[key];
  const wasFailing = watch.baseline.some((one) => one.failing && probeKey(one) === key);
  const recovered = event.from === 'failing' && event.to === 'ok' ? t : before?.recovered;
  // What came between the failure and the excuse is on record only once the excuse is heard.
  const forgiven = before?.excused && event.to === 'ok' ? (event.value ?? before.forgiven) : before?.forgiven;
  const changed: ProbeState = {
    name: event.name,
    host: event.host,
    state: event.to,
    since: t,
    ...(recovered === undefined ? {} : { recovered }),
    text: event.text,
    ...(event.value === undefined ? {} : { value: event.value }),
    ...(event.warning === undefined ? {} : { warning: event.warning }),
    ...forgivenWith(forgiven),
    // What failed before the deploy and was never well since is no news.
    excused: event.to === 'ok' ? false : (before?.excused ?? wasFailing),
    proves: (before?.proves ?? true) && !wasFailing,
  };
  return {
    ...watch,
    probes: { ...watch.probes, [key]: changed },
    // What fails now was not finished after all: the question comes back when the time has passed once more.
    asked: event.to === 'failing' ? watch.asked.filter((facet) => facet !== finished) : watch.asked,
  };
}

const forgivenWith = (value: number | undefined): Pick<ProbeState, 'forgiven'> =>
  value === undefined ? {} : { forgiven: value };

const mapValues = <Value>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Value,
): Record<string, Value> => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
