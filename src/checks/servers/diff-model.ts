import type { ChangeKind, PackageClass, Severity } from './classes.js';

/** Names and versions in here are raw, as the host gave them; keys are harmless. */
interface Difference {
  /** Stable, ends with the host: `pkg:openssl:3.0.17-1>3.0.19-1:web1`. */
  readonly key: string;
  readonly severity: Severity;
}

/** One binary package that is not what it was. `from` absent: it was not there; `to` absent: it is gone. */
export interface BinaryChange {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind: ChangeKind;
  readonly class: PackageClass;
}

/** All changed packages of one source package. */
export interface PackageChange extends Difference {
  readonly what: 'package';
  readonly kind: ChangeKind;
  readonly source: string;
  /** Versions of the changed binaries, different ones joined by `, `; absent if there were none, or nobody knows. */
  readonly from?: string;
  readonly to?: string;
  /** Of the worst binary. */
  readonly class: PackageClass;
  /** Sorted by name. */
  readonly binaries: readonly BinaryChange[];
}

/** A distribution of a python or node runtime. */
export interface DistChange extends Difference {
  readonly what: 'dist';
  readonly language: 'python' | 'node';
  readonly root: string;
  readonly name: string;
  readonly kind: ChangeKind;
  readonly from?: string;
  readonly to?: string;
  /** A lock file changed it since: then it is `info`. */
  readonly explained: boolean;
}

/** A runtime itself: its version, the TLS library it uses, or that it cannot be run any more (`to` absent). */
export interface RuntimeChange extends Difference {
  readonly what: 'runtime';
  readonly language: 'python' | 'node';
  readonly root: string;
  readonly part: 'version' | 'ssl';
  readonly kind: ChangeKind;
  readonly from?: string;
  readonly to?: string;
}

/** The release of the operating system, or the kernel that runs. */
export interface SystemChange extends Difference {
  readonly what: 'os' | 'kernel';
  readonly from: string;
  readonly to: string;
}

/** A library bundled in a wheel that came, or went, although no distribution of a runtime changed (else `info`). */
export interface BundledChange extends Difference {
  readonly what: 'bundled';
  readonly kind: 'added' | 'removed';
  readonly entry: string;
}

/** A package that dpkg did not finish: `iU libssl3`. */
export interface HalfConfigured extends Difference {
  readonly what: 'half';
  readonly entry: string;
}

/** Everything the headline question is about. */
export type GroundChange = PackageChange | DistChange | RuntimeChange | SystemChange | BundledChange | HalfConfigured;

/** One library in several versions in one process: no-go the first time, `info` once it was there at the baseline. */
export interface TwiceFinding extends Difference {
  /** `libssl` */
  readonly library: string;
  /** What brings the second one: `psycopg2`; the program where no module can be told. */
  readonly module: string;
  readonly programs: readonly string[];
  /** Of those, the ones that did not do so at the baseline. */
  readonly newIn: readonly string[];
  readonly files: readonly string[];
}

/** A library that is needed and not there: no-go, `info` when it was so at the baseline. */
export interface MissingFinding extends Difference {
  readonly library: string;
  /** Who needs it. */
  readonly files: readonly string[];
  readonly isNew: boolean;
}

/** A probe that did not pass, or one name of an `all:` probe that could not be loaded. */
export interface ProbeFinding extends Difference {
  readonly probe: string;
  /** Of an `all:` probe. */
  readonly name?: string;
  readonly text: string;
  /** It passed at the baseline; undefined: nobody knows. */
  readonly passedBefore?: boolean;
}

/** Parts that are compared. */
export type GroundPart = 'os' | 'kernel' | 'packages' | 'python' | 'node' | 'twice' | 'bundled' | 'missing' | 'probes';

/** A part, or one runtime or probe of it, that could not be compared. Nothing may be concluded from it. */
export interface NotCompared {
  readonly part: GroundPart;
  /** The root of the runtime, or the name of the probe. */
  readonly of?: string;
  readonly side: 'before' | 'now';
  /** Raw. */
  readonly why?: string;
}

/** What is different on one host. Every list is sorted, worst first, whatever the order of what was compared. */
export interface GroundDiff {
  readonly changes: readonly GroundChange[];
  readonly twice: readonly TwiceFinding[];
  readonly missing: readonly MissingFinding[];
  readonly probes: readonly ProbeFinding[];
  readonly notCompared: readonly NotCompared[];
}

/** When a change came to the host, and who brought it. */
export interface Came {
  /** Seconds since 1970; of several packages the latest. */
  readonly at: number;
  /** `unattended-upgrade`, `apt-get install by ada`; raw. */
  readonly by?: string;
  /** The time of every package of the change is known. */
  readonly whole: boolean;
}
