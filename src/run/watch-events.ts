/** What happens to a watch. */
export type WatchEvent =
  | WatchBaseline
  | WatchStarted
  | ProbeChanged
  | WatchAsked
  | WatchWaited
  | WatchExcused
  | WatchEnded;

/** Where a log stood: its bytes before `size` were written before the deploy. */
export interface LogPosition {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hex, of the last bytes before `size`, 256 at most: whether the file is still the one that was read. */
  readonly tail?: string;
}

/** What a probe was like before the deploy. */
export interface ProbeBaseline {
  readonly name: string;
  readonly host: string;
  /** Looks that brought a number, or for a probe without numbers that brought anything; at most 6. */
  readonly samples: number;
  /** Whether its last look before the deploy failed: then it can never prove health. */
  readonly failing: boolean;
  readonly summary: string;
  /** The newest number, and the median of the samples. */
  readonly value?: number;
  readonly median?: number;
  /** What `over_baseline` allows; absent with too few samples. */
  readonly limit?: number;
  readonly log?: LogPosition;
  /** Why nobody knows where the log stood. */
  readonly unplaced?: string;
  /** By unit: how often systemd had started it again. */
  readonly restarts?: Readonly<Record<string, number>>;
  /** What could not be loaded already. */
  readonly missing?: readonly string[];
}

/** What the watch compares with, from right before the launch. */
export interface WatchBaseline {
  readonly type: 'watch.baseline';
  readonly check: string;
  /** It goes on with the record before: one does not hold all. */
  readonly more?: true;
  readonly probes: readonly ProbeBaseline[];
}

/** Somebody watches from here on, for the whole time. Milliseconds; `fail` failures in a row make a probe failing. */
export interface WatchStarted {
  readonly type: 'watch.start';
  readonly check: string;
  readonly for_ms: number;
  readonly every_ms: number;
  readonly fail: number;
  readonly by: string;
  /** What is looked at, and where: one for every host. Absent in old records, and where a record cannot hold it. */
  readonly probes?: readonly { readonly name: string; readonly host: string }[];
}

/** `unknown` is a probe that nobody has looked at yet, or could not. */
export type ProbeHealth = 'ok' | 'failing' | 'unknown';

/** A probe changed; looks that found it as it was are not recorded. */
export interface ProbeChanged {
  readonly type: 'probe';
  readonly check: string;
  readonly name: string;
  readonly host: string;
  readonly from: ProbeHealth;
  readonly to: ProbeHealth;
  readonly value?: number;
  /** What was found, in words; sanitised and redacted. */
  readonly text: string;
  /** It is well, but not for long: a certificate that ends soon. */
  readonly warning?: string;
}

/** A question of the watch opened: `human@0m`, `human@60m`, `human@end`, `finished`; `probes` when a wait is over. */
export interface WatchAsked {
  readonly type: 'watch.ask';
  readonly check: string;
  readonly facet: string;
}

/** The operator gives failing probes some time. `probes` are keys as `probeKey` makes them. */
export interface WatchWaited {
  readonly type: 'watch.wait';
  readonly check: string;
  readonly probes: readonly string[];
  /** UTC, ISO 8601. */
  readonly until: string;
  readonly by: string;
}

/** "Not caused by this": these probes stay failing, and ask no more until they were ok once. */
export interface WatchExcused {
  readonly type: 'watch.excused';
  readonly check: string;
  readonly probes: readonly string[];
  readonly reason: string;
  readonly by: string;
}

/** What a probe brought over a whole watch. Numbers are its own, or milliseconds for an address. */
export interface ProbeCounts {
  readonly name: string;
  readonly host: string;
  readonly looks: number;
  readonly failures: number;
  readonly min?: number;
  readonly median?: number;
  readonly max?: number;
}

/** Nobody watches any more: it was confirmed, handed over, or left. */
export interface WatchEnded {
  readonly type: 'watch.end';
  /** The watch; without one the first item after the deploy that was still open. */
  readonly check: string;
  readonly confirmed: boolean;
  /** Confirmed, there were probes, and none was failing before, excused, or unknown at the end: the state of the hosts is a good one. */
  readonly healthy: boolean;
  /** Milliseconds. */
  readonly watched_for: number;
  readonly handed_to?: string;
  readonly left_because?: string;
  readonly by: string;
  readonly probes: readonly ProbeCounts[];
}
