import type { RunFacts } from '../../run/run-facts.js';
import type { RunDigest } from '../../run/summary.js';
import type { Stats } from './stats.js';

/** A run as it is counted. */
export interface CountedRun {
  readonly digest: RunDigest;
  readonly facts: RunFacts;
  readonly damaged: boolean;
}

export interface StatsOptions {
  /** IANA zone in which weeks, weekdays and hours are told. */
  readonly tz: string;
  readonly now: Date;
  /** What was asked for; without it the span begins with the first run, and ends now or with the last one. */
  readonly since?: Date;
  readonly until?: Date;
}

/** Takes runs one by one, in any order, and keeps figures only. */
export interface StatsCollector {
  readonly add: (run: CountedRun) => void;
  /**
   * A run that is not counted, but may have made a target well again: needed where runs are left out by anything but
   * target and beginning. Every run that is added counts by itself.
   */
  readonly addContext: (run: CountedRun) => void;
  readonly stats: () => Stats;
}
