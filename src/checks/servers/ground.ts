import type { HostLook } from './ask-hosts.js';
import type { Baseline, BaselineFound } from './baseline.js';
import { diffGround } from './diff.js';
import type { GroundDiff } from './diff-model.js';
import { probesProve } from './diff-probes.js';
import { type BrokenRun, brokenRuns, changesSince, type HistorySince } from './history.js';
import type { ServersOptions } from './options.js';
import { type Reduced, reduceChange } from './reduce.js';
import type { Ground } from './snapshot.js';

/** A host that could be looked at, and what is different there. */
export interface HostGround {
  readonly host: string;
  readonly look: HostLook;
  readonly baseline: Baseline;
  readonly brokenSnapshots: readonly string[];
  readonly diff: GroundDiff;
  /** The changes of packages, by the diff or the package logs, as they count once it is known what runs. */
  readonly packages: readonly Reduced[];
  /** What the logs say; only where they are the baseline and the host keeps any. */
  readonly since?: HistorySince;
  /** There are probes, and all of them pass: a fresh process works here. */
  readonly proved: boolean;
  /** Interrupted and failed runs of the package manager since the baseline. */
  readonly brokenRuns: readonly BrokenRun[];
}

export interface CompareOptions {
  readonly options: ServersOptions;
  /** An instant, seconds since 1970, as the operator reads it. */
  readonly when: (seconds: number) => string;
  /** Distributions that lock files changed between a commit and what is there; undefined where nobody knows. */
  readonly explained?: (since: string) => Explained | undefined;
}

/** Normalised names (PEP 503), and names of npm. */
export interface Explained {
  readonly python: readonly string[];
  readonly node: readonly string[];
}

/** What is different on a host from what it was. Pure. */
export function compareHost(
  look: HostLook,
  { baseline, broken }: BaselineFound,
  { options, when, explained: explainedSince }: CompareOptions,
): HostGround {
  const { host, state } = look;
  const rules = { critical: options.critical, warn: options.warn, ignore: options.ignore };
  const before = groundBefore(baseline);
  const explained = baseline.how === 'snapshot' ? explainedSince?.(baseline.snapshot.commit) : undefined;
  const diff = diffGround(
    before,
    { ...state, probes: look.probes },
    { host, rules, ...(explained === undefined ? {} : { explained }) },
  );
  const since = baseline.how === 'history' ? changesSince(state, baseline.since, { host, rules }) : undefined;
  const changes = [...diff.changes.flatMap((one) => (one.what === 'package' ? [one] : [])), ...(since?.changes ?? [])];
  const proved = probesProve(look.probes, diff.probes);
  const facts = { state, settled: options.settled / 1000, proved, when };
  const sinceSeconds = instantOf(baseline);
  return {
    host,
    look,
    baseline,
    brokenSnapshots: broken,
    diff,
    packages: changes.map((change) => reduceChange(change, facts)),
    ...(since === undefined ? {} : { since }),
    proved,
    brokenRuns: sinceSeconds === undefined ? [] : brokenRuns(state, sinceSeconds, host),
  };
}

/** The lasting state that a baseline stands for; undefined where there is none. */
export function groundBefore(baseline: Baseline): Partial<Ground> | undefined {
  switch (baseline.how) {
    case 'snapshot':
      return baseline.snapshot;
    case 'host':
      return baseline.ground;
    case 'history':
    case 'none':
      return undefined;
  }
}

function instantOf(baseline: Baseline): number | undefined {
  switch (baseline.how) {
    case 'snapshot':
      return Math.floor(Date.parse(baseline.snapshot.at) / 1000);
    case 'history':
      return baseline.since;
    case 'host':
    case 'none':
      return undefined;
  }
}

/** Something says what it was before. */
export const isCompared = ({ baseline, since }: HostGround): boolean =>
  baseline.how === 'snapshot' || baseline.how === 'host' || (baseline.how === 'history' && since !== undefined);
