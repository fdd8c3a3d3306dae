import type { ProbeHealth } from '../../run/events.js';

/** A watch as it stands right now, for the screens. Not a fact: what matters of it is on record. */
export interface WatchView {
  /** Id of the item. */
  readonly item: string;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  /** When it can end at the earliest: everything green for the whole time, and every person asked. UTC, ISO 8601. */
  readonly endsAt: string;
  readonly everyMs: number;
  /** Failures in a row that make a probe failing. */
  readonly fail: number;
  /** In the order of the checklist. */
  readonly probes: readonly ProbeView[];
  /** When a person is asked next: UTC, ISO 8601; absent when nobody is asked any more before the end. */
  readonly nextAskAt?: string;
  /** Until when the operator gives failing probes time: UTC, ISO 8601. */
  readonly waitingUntil?: string;
  /** How often the operator may still wait. */
  readonly waitsLeft: number;
}

export interface ProbeView {
  readonly name: string;
  readonly host: string;
  readonly state: ProbeHealth;
  /** What the last look found, in words; sanitised and redacted. */
  readonly text: string;
  /** The number it brought; milliseconds for an address. */
  readonly value?: number;
  readonly warning?: string;
  readonly failuresInARow: number;
  readonly looks: number;
  readonly failures: number;
  /** Over all numbers so far. */
  readonly min?: number;
  readonly median?: number;
  readonly max?: number;
  readonly wasFailingBefore: boolean;
  /** "Not caused by this": it stays failing and asks no more. */
  readonly excused: boolean;
  /** When it was last looked at: UTC, ISO 8601. */
  readonly lastAt?: string;
}
