import { baselineLimit, baselineMs, baselineSamples, median } from '../../checks/probe/baseline.js';
import type { Look } from '../../checks/probe/look.js';
import { comparesWithBefore, type LogProbe, type ProbeSpec } from '../../checks/probe/spec.js';
import type { ProbeBaseline } from '../../run/events.js';
import { sleep } from '../../world/waiting.js';
import { createLooker } from './looker.js';
import { hostPosition, type LookWorld, localPosition } from './one-look.js';
import { type Rounded, startRounds } from './rounds.js';

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
  const sampled = specs.map((spec) => sample(spec, world, { ...usualTimes, ...times }, tell));
  const stop = startRounds(sampled, { keepsAlive: false });
  return {
    stop() {
      stop();
      for (const one of sampled) {
        one.stop();
      }
    },
    seen: () => sampled.map(({ spec, seen }) => baselineOf(spec, seen())),
    baseline: () =>
      Promise.all(
        sampled.map(async ({ spec, seen, look }) => ({
          ...baselineOf(spec, seen()),
          ...(await keptOf(spec, world, seen, look)),
        })),
      ),
  };
}

/** What counts from right before the launch: where a log ends, how often a service was started again. */
async function keptOf(
  spec: ProbeSpec,
  world: LookWorld,
  seen: () => Seen,
  look: () => Promise<unknown>,
): Promise<Kept> {
  if (spec.nowhere !== undefined) {
    return {};
  }

  switch (spec.type) {
    case 'log':
      return spec.host === 'local' ? logHere(spec, world) : logOnHost(spec, world, seen().kept);
    case 'restarts':
      // What was seen a minute ago is better than nothing.
      await inTime(look(), positionOnHostMs);
      return seen().kept ?? {};
    default:
      return seen().kept ?? {};
  }
}

type Kept = Pick<ProbeBaseline, 'log' | 'unplaced' | 'restarts' | 'missing'>;

async function logHere(spec: LogProbe, world: LookWorld): Promise<Kept> {
  const log = await inTime(localPosition(spec, world), positionMs);
  return log === undefined ? {} : { log };
}

async function logOnHost(spec: LogProbe, world: LookWorld, known: Seen['kept']): Promise<Kept> {
  const found = await hostPosition(spec, world, AbortSignal.timeout(positionOnHostMs));
  if (found === 'none') {
    return {};
  }

  if (!('unknown' in found)) {
    return { log: found };
  }

  return known?.log === undefined
    ? { unplaced: world.clean(`nobody knows where it ended before the deploy: ${found.unknown}`) }
    : { log: known.log };
}

/**
 * A log on a disk that does not answer must not hold up a launch; then all of it counts as new. A host that does not is
 * given the time of a connection; nobody takes what is old there for new.
 */
const positionMs = 1000;
const positionOnHostMs = 10_000;

const inTime = <Value>(value: Promise<Value>, ms: number): Promise<Value | undefined> => {
  const givenUp = new AbortController();
  return Promise.race([value, sleep(ms, givenUp.signal).then(() => undefined)]).finally(() => givenUp.abort());
};

/** What was seen of a probe before the deploy. */
export interface Seen {
  /** How often it was looked at. */
  readonly looks: number;
  readonly last: Look | undefined;
  /** The newest numbers, oldest first; at most as many as a baseline takes. */
  readonly values: readonly number[];
  /** What the newest look that brought it compares with. */
  readonly kept?: Look['kept'];
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

interface Sampled extends Rounded {
  readonly seen: () => Seen;
  readonly stop: () => void;
}

function sample(spec: ProbeSpec, world: LookWorld, { sampleMs, idleMs }: SamplerTimes, tell: () => void): Sampled {
  const looker = createLooker(spec, world);
  let stopped = false;
  let seen: Seen = { looks: 0, last: undefined, values: [] };
  return {
    spec,
    async look() {
      const last = await looker.look({});
      if (!stopped) {
        const values =
          last.value === undefined || last.state === 'unknown' ? seen.values : [...seen.values, last.value];
        const kept = last.kept ?? seen.kept;
        seen = {
          looks: seen.looks + 1,
          last,
          values: values.slice(-baselineSamples),
          ...(kept === undefined ? {} : { kept }),
        };
        tell();
      }

      const often = comparesWithBefore(spec) || last.state !== 'ok';
      return often && last.forGood === undefined && spec.type !== 'all' ? sampleMs : idleMs;
    },
    seen: () => seen,
    stop() {
      stopped = true;
      looker.close();
    },
  };
}
