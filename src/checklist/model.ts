import type { Place } from '../errors.js';

/** What a check or a person came to. Worst wins: no-go > unknown > warn > go > n/a. */
export type Verdict = 'go' | 'warn' | 'no-go' | 'unknown' | 'n/a';

/** The worst verdict a facet or an item may produce; `info` is shown only, `off` is not gathered. */
export type Level = 'block' | 'warn' | 'info' | 'off';

/** Which of the two answers lets the deploy go on. */
export type GoAnswer = 'yes' | 'no';

/** What going on despite a no-go takes: nothing helps · a reason · a reason and a second person. */
export type OverrideRule = 'no' | 'reason' | 'second';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A string runs as `sh -c`, a list is an argv without a shell. */
export type Command = string | readonly string[];

/** All conditions must hold for the item to apply. */
export interface When {
  /** git pathspec globs; true if anything matching changed since the previous commit. */
  readonly changed?: readonly string[];
  readonly target?: readonly string[];
  readonly lane?: readonly ('train' | 'hotfix')[];
  readonly days?: readonly Weekday[];
  /** The id of another item that must have found something. */
  readonly found?: string;
}

/** One question of the checklist. JSON-serialisable: the whole checklist is kept with every run. */
export interface Item {
  readonly id: string;
  readonly kind: string;
  /** Validated and completed with defaults by the kind's own schema. */
  readonly options: unknown;
  readonly question?: string;
  readonly go?: GoAnswer;
  readonly why?: string;
  /** Asked first, cannot be n/a, repeated on the launch page. */
  readonly killer: boolean;
  readonly when?: When;
  readonly level: Level;
  /** What missing evidence means: a person is asked · it blocks · it is a warning. */
  readonly unknown: 'ask' | 'block' | 'warn';
  readonly ttlMs?: number;
  readonly timeoutMs?: number;
  /** A role or a person from `people` who must give the human answer; the operator if absent. */
  readonly by?: string;
  readonly override?: OverrideRule;
  /** Facet levels that differ from the kind's defaults. */
  readonly facets: Readonly<Record<string, Level>>;
  readonly place: Place;
}

/** A freeze as written (`when`), validated when the file is read. */
export interface Freeze {
  readonly when: string;
  readonly name?: string;
  readonly allow: readonly string[];
  readonly override?: OverrideRule;
}

export interface Calendar {
  /** IANA zone; the operator's own zone if absent. */
  readonly tz?: string;
  readonly workDays: readonly Weekday[];
  /** Staffed hours in minutes since midnight, `[from, to)`. */
  readonly hours?: { readonly from: number; readonly to: number };
  /** `2026-12-25`, `2026-12-31..2027-01-01` or `ics:FILE-or-URL`, as written. */
  readonly holidays: readonly string[];
  readonly freezes: readonly Freeze[];
}

export interface Person {
  readonly name?: string;
  readonly emails: readonly string[];
  readonly roles: readonly string[];
  readonly key?: string;
  readonly left: boolean;
  readonly instead?: string;
  /** Date ranges as written. */
  readonly absences: readonly string[];
  /** Accounts at the forge. */
  readonly logins?: readonly string[];
  /** IANA zone; that of the calendar if absent. */
  readonly tz?: string;
  /** Minutes since midnight, `[from, to)`; those of the calendar if absent. */
  readonly hours?: { readonly from: number; readonly to: number };
}

/** One way to learn which commit a target runs. */
export type RevisionSource =
  | { readonly file: string }
  | { readonly command: Command }
  | { readonly url: string; readonly json?: string; readonly xml?: string; readonly match?: string }
  | { readonly ref: string };

export interface Target {
  readonly name: string;
  readonly hosts: readonly string[] | { readonly command: Command };
  readonly path?: string;
  readonly runtimes: readonly string[];
  readonly units: readonly string[];
  readonly revision: readonly RevisionSource[];
  readonly url?: string;
  /** New servers come by themselves, and install whatever is there then. */
  readonly autoscale?: boolean;
  readonly second: 'named' | 'signed';
}

/** One step of the deploy. A plain command is a deploy of one step. */
export interface Step {
  readonly name: string;
  /** Absent only for a `reapply` step. */
  readonly run?: Command;
  readonly reapply?: string;
  readonly host: string;
  /** Names of steps that must be live first; the step before this one if absent. */
  readonly needs?: readonly string[];
  readonly verify?: unknown;
  readonly bakeMs?: number;
  readonly checks: readonly Item[];
  /** `none` says that there is no way back. */
  readonly undo?: Command | 'none';
  readonly timeoutMs?: number;
  readonly tty: boolean;
  readonly place: Place;
}

export interface Deploy {
  readonly steps: readonly Step[];
  /** Undoes the whole deploy, for a deploy written as one command. */
  readonly undo?: Command;
}

export interface OtherRepo {
  readonly path: string;
  readonly revision: readonly RevisionSource[];
}

/** One file a checklist was made of: as named on screen, and the SHA-256 (hex) of its bytes. */
export interface Source {
  readonly file: string;
  /** Absolute, to look at it again later. */
  readonly path: string;
  readonly sha256: string;
}

/** The merged, validated checklist: JSON-serialisable, frozen for the length of a run. */
export interface Checklist {
  readonly app: string;
  readonly calendar: Calendar;
  readonly people: Readonly<Record<string, Person>>;
  /** In file order; the first is the default. Never empty. */
  readonly targets: readonly Target[];
  readonly repos: Readonly<Record<string, OtherRepo>>;
  readonly lastDeploy: readonly ('revision' | 'ref' | 'log')[];
  readonly checks: readonly Item[];
  readonly deploy: Deploy;
  readonly after: readonly Item[];
  /** The files it came from, the one named by the operator first. */
  readonly sources: readonly Source[];
}
