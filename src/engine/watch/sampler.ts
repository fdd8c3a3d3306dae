import { baselineLimit, baselineMs, baselineSamples, median } from '../../checks/probe/baseline.js';
import type { Look } from '../../checks/probe/look.js';
import { comparesWithBefore, type ProbeSpec } from '../../checks/probe/spec.js';
import type { ProbeBaseline } from '../../run/events.js';
import { sleep } from '../../world/waiting.js';
import { createLooker, type Looker, type LookWorld, positionOf } from './looker.js';

/** Looks at the probes before the deploy, in the background: what is compared with later, and what was failing already. */
export interface Sampler {
  readonly stop: () => void;
  /** As it stands now, without where the logs end. */
  readonly seen: () => readonly ProbeBaseline[];
  /** The same; where the logs end is looked at now. */
  readonly baseline: () => Promise<readonly ProbeBaseline[]>;
}

export interface SamplerTimes {
  /** Between two looks that bring a sample, and after one that failed; milliseconds. */
  readonly sampleMs: number;
  /** Between two looks at what is not compared with anything; milliseconds. */
  readonly idleMs: number;
}

/** `tell` is called after every look. */
export type SamplerOptions = Partial<SamplerTimes> & { readonly tell?: () => void };

const usualTimes: SamplerTimes = { sampleMs: baselineMs / (baselineSamples - 1), idleMs: 60_000 };

export function startSampler(
  specs: readonly ProbeSpec[],
  world: LookWorld,
  { tell = () => undefined, ...times }: SamplerOptions = {},
): Sampler {
  const sampled = specs.map((spec) => sample(createLooker(spec, world), { ...usualTimes, ...times }, tell));
  return {
    stop() {
      for (const { stop } of sampled) {
        stop();
      }
    },
    seen: () => sampled.map(({ spec, seen }) => baselineOf(spec, seen())),
    baseline: () =>
      Promise.all(
        sampled.map(async ({ spec, seen }): Promise<ProbeBaseline> => {
          const log = spec.type === 'log' ? await inTime(positionOf(spec, world)) : undefined;
          return { ...baselineOf(spec, seen()), ...(log === undefined ? {} : { log }) };
        }),
      ),
  };
}

/** A log on a disk that does not answer must not hold up a launch; then all of it counts as new. */
const positionMs = 1000;

const inTime = <Value>(value: Promise<Value>): Promise<Value | undefined> =>
  Promise.race([value, sleep(positionMs).then(() => undefined)]);

/** What was seen of a probe before the deploy. */
export interface Seen {
  /** How often it was looked at. */
  readonly looks: number;
  readonly last: Look | undefined;
  /** The newest numbers, oldest first; at most as many as a baseline takes. */
  readonly values: readonly number[];
}

/** What a probe was like before the deploy. Without enough samples there is no limit, and nobody pretends one. */
export function baselineOf(spec: ProbeSpec, { looks, last, values }: Seen): ProbeBaseline {
  const deviations = spec.type === 'command' ? spec.limits.overBaseline : undefined;
  const [value] = values.slice(-1);
  const compares = comparesWithBefore(spec);
  return {
    name: spec.name,
    host: spec.host,
    samples: compares ? values.length : Math.min(looks, baselineSamples),
    failing: last?.state === 'failed',
    summary: last?.text ?? 'nobody looked before the deploy',
    ...(value === undefined ? {} : { value }),
    ...(values.length === 0 || !compares ? {} : { median: rounded(median(values)) }),
    ...(deviations === undefined || values.length < baselineSamples
      ? {}
      : { limit: rounded(baselineLimit(values, deviations)) }),
  };
}

/** People read it: four digits behind the point say enough. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

interface Sampled {
  readonly spec: ProbeSpec;
  readonly seen: () => Seen;
  readonly stop: () => void;
}

function sample(looker: Looker, { sampleMs, idleMs }: SamplerTimes, tell: () => void): Sampled {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let seen: Seen = { looks: 0, last: undefined, values: [] };
  const round = async (): Promise<void> => {
    const last = await looker.look({});
    if (stopped) {
      return;
    }

    const values = last.value === undefined || last.state === 'unknown' ? seen.values : [...seen.values, last.value];
    seen = { looks: seen.looks + 1, last, values: values.slice(-baselineSamples) };
    tell();
    const often = comparesWithBefore(looker.spec) || last.state !== 'ok';
    timer = setTimeout(() => void round(), often ? sampleMs : idleMs);
    timer.unref();
  };
  void round();
  return {
    spec: looker.spec,
    seen: () => seen,
    stop() {
      stopped = true;
      clearTimeout(timer);
      looker.close();
    },
  };
}
