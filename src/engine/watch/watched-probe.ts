import type { ProbeSpec } from '../../checks/probe/spec.js';
import type { ProbeBaseline, ProbeChanged, ProbeCounts } from '../../run/events.js';
import { type ProbeState, probeKey, type WatchState } from '../../run/watch.js';
import type { Clock } from '../../world/clock.js';
import { createLooker } from './looker.js';
import { afterLook, notLookedAt, type ProbeNow } from './machine.js';
import type { LookStart, LookWorld } from './one-look.js';
import { createTally } from './tally.js';
import type { ProbeView } from './view.js';

export interface WatchedProbe {
  readonly spec: ProbeSpec;
  readonly key: string;
  readonly now: () => ProbeNow;
  readonly looks: () => number;
  /** Looks once. @returns what is to be recorded, if anything changed */
  readonly look: (excused: boolean) => Promise<Changed>;
  readonly counts: () => ProbeCounts;
  readonly view: (excused: boolean) => ProbeView;
  readonly close: () => void;
}

export interface Changed {
  readonly event?: ProbeChanged;
  /** It was anything but well, and is. */
  readonly becameWell: boolean;
}

export interface WatchedProbeParts {
  readonly check: string;
  readonly fail: number;
  readonly world: LookWorld;
  readonly clock: Clock;
  /** As the log tells it: what was before the deploy, and what a process before this one saw. */
  readonly watch: WatchState | undefined;
}

/** One probe after the deploy, from look to look. */
export function watchProbe(spec: ProbeSpec, { check, fail, world, clock, watch }: WatchedProbeParts): WatchedProbe {
  const key = probeKey(spec);
  const known = watch?.probes[key];
  const baseline = watch?.baseline.find((one) => probeKey(one) === key);
  const looker = createLooker(spec, world, startOf(baseline, known));
  const tally = createTally();
  const { name, host } = spec;
  let lastAt: string | undefined;
  // What a process before this one saw counts until it is looked at again.
  let now: ProbeNow = known === undefined ? notLookedAt : { ...notLookedAt, state: known.state, text: known.text };
  let warned = known?.warning !== undefined;
  return {
    spec,
    key,
    now: () => now,
    looks: () => tally.counts().looks,
    async look(excused) {
      const look = await looker.look({ before: baseline ?? { samples: 0 }, excused });
      const { state: from } = now;
      now = afterLook(now, look, fail);
      tally.add(look.value, look.state === 'failed');
      const warns = now.warning !== undefined;
      // Why nobody can tell is on record, too.
      const isBlind = lastAt === undefined && known === undefined && look.state === 'unknown';
      const isNews = from !== now.state || warned !== warns || isBlind;
      warned = warns;
      lastAt = clock.now().toISOString();
      return { becameWell: from !== 'ok' && now.state === 'ok', ...(isNews ? { event: eventOf(from) } : {}) };
    },
    counts: () => ({ name, host, ...tally.counts() }),
    view: (excused) => ({
      name,
      host,
      ...now,
      ...tally.counts(),
      wasFailingBefore: baseline?.failing ?? false,
      excused,
      ...(lastAt === undefined ? {} : { lastAt }),
    }),
    close: looker.close,
  };

  function eventOf(from: ProbeNow['state']): ProbeChanged {
    const { state, text, value, warning } = now;
    return {
      type: 'probe',
      check,
      name,
      host,
      from,
      to: state,
      ...(value === undefined ? {} : { value }),
      text,
      ...(warning === undefined ? {} : { warning }),
    };
  }
}

/** It goes on where the deploy left it: what came while nobody watched is not lost. */
const startOf = (baseline: ProbeBaseline | undefined, known: ProbeState | undefined): LookStart => ({
  ...(baseline === undefined ? {} : { before: baseline }),
  ...(known?.forgiven === undefined ? {} : { forgiven: known.forgiven }),
});
