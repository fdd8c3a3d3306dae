import type { CivilDate } from '../../calendar/civil.js';
import type { Outcome } from '../../run/summary.js';

/**
 * What runs come to when they are counted. An *attempt* is a run that launched; a *deployment* is an attempt whose deploy
 * command ended well; a *bad* attempt failed, was rolled back, has an unknown end, or carries an incident. Dry runs and
 * damaged runs are in no figure but their own. Texts are as they were recorded: not sanitised. See docs/stats.md.
 */
export interface Stats {
  /** Undefined where there is no run that can be counted. */
  readonly span: Span | undefined;
  /** IANA zone of weeks, weekdays and hours. */
  readonly tz: string;
  readonly runs: RunCounts;
  readonly dora: Dora;
  /** The same by target, the one with the most attempts first. */
  readonly targets: readonly TargetStats[];
  /** Weeks with deployments, the earliest first; weeks without one are left out. */
  readonly weeks: readonly WeekStats[];
  /** In the order of how often they were looked at or asked, then of their ids. */
  readonly items: readonly ItemStats[];
  /** Bad attempts, newest first, at most `mostBad`. */
  readonly bad: readonly BadAttempt[];
  /** What stood beside bad attempts and the others; the item that was overridden before most bad ones first. */
  readonly beside: readonly ItemBeside[];
  readonly operators: readonly OperatorStats[];
  readonly hours: Hours;
}

/** Most bad attempts that are told one by one. */
export const mostBad = 100;

/** What is counted lies in it, `[from, to)`: milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Never less than one day: what happened once in an hour does not happen 24 times a day. */
  readonly days: number;
}

export interface RunCounts {
  /** Everything that was found, also what is damaged. */
  readonly found: number;
  readonly damaged: number;
  readonly dryRuns: number;
  readonly attempts: number;
  readonly deployments: number;
  /** Of all that are not damaged. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** The four figures of DORA (dora.dev/guides/dora-metrics-four-keys), as this log can know them. Times are milliseconds. */
export interface Dora {
  readonly attempts: number;
  readonly deployments: number;
  readonly bad: number;
  /** Of the bad ones, by what made them bad; one that failed and carries an incident is in both. */
  readonly badBy: BadBy;
  /** Undefined where there is no span. */
  readonly perDay: number | undefined;
  readonly perWeek: number | undefined;
  /** From the median commit of a release to the end of its deploy. */
  readonly leadTime: Median & { readonly unknown: number };
  /** Bad attempts of all attempts, 0 to 1; undefined without attempts. */
  readonly failShare: number | undefined;
  /** From the moment a bad attempt changed its target to the first at which that was well. */
  readonly restore: Median & { readonly open: number };
}

export interface BadBy {
  readonly failed: number;
  readonly rolledBack: number;
  readonly unknown: number;
  readonly incident: number;
}

export interface Median {
  /** Undefined without values. */
  readonly median: number | undefined;
  /** How many values it rests on. */
  readonly of: number;
}

export interface TargetStats extends Dora {
  readonly target: string;
}

export interface WeekStats {
  /** Its Monday. */
  readonly monday: CivilDate;
  readonly deployments: number;
}

export interface ItemStats {
  readonly id: string;
  /** Runs that looked at it or asked it. */
  readonly runs: number;
  /** Of them, what machines found at worst. `n/a` also where only a person can know. */
  readonly worst: { readonly go: number; readonly warn: number; readonly unknown: number; readonly noGo: number };
  /** Answers that persons gave, each facet its own. */
  readonly asked: number;
  /** Of those: go without an override. */
  readonly go: number;
  readonly notApplicable: number;
  /** Of those: no-go, or stop. */
  readonly no: number;
  /** Milliseconds on screen until a person answered. */
  readonly onScreen: Median;
  /** The newest run in which a machine or a person said no. */
  readonly lastNoGo: RunMoment | undefined;
  /** Runs in which it was overridden, and what became of them; `none` launched nothing, `open` are not at their end. */
  readonly overridden: number;
  readonly overriddenEnds: Ends;
  /** Of the attempts among those: bad ones. */
  readonly overriddenBad: number;
  /** Of the attempts among those: with an incident, however they ended. */
  readonly overriddenIncidents: number;
  readonly flags: readonly ItemFlag[];
}

/** `autopilot`: people answer go without looking. `never-fired`: it never found anything, and nobody ever said no. */
export type ItemFlag = 'autopilot' | 'never-fired';

export type Ends = Readonly<
  Record<'deployed' | 'unconfirmed' | 'failed' | 'rolled-back' | 'unknown' | 'none' | 'open', number>
>;

export interface RunMoment {
  readonly run: string;
  /** When it began: UTC, ISO 8601. */
  readonly started: string;
}

/** How an item stood when its run was launched, from the worst sign on. `absent`: other runs to that target had it. */
export type Standing =
  | 'overridden'
  | 'by-hand'
  | 'accepted-warning'
  | 'n/a'
  | 'absent'
  /** A person said go. */
  | 'human'
  /** It passed by itself. */
  | 'auto';

export interface BadAttempt extends RunMoment {
  readonly target: string;
  readonly operator: string;
  readonly outcome: Outcome;
  /** Texts of the incidents, the earliest first. */
  readonly incidents: readonly string[];
  /** Items that did not simply pass. */
  readonly items: readonly { readonly id: string; readonly standing: Standing }[];
}

/** How an item stood in bad attempts, and in all others: of those to targets where it is asked at all. */
export interface ItemBeside {
  readonly id: string;
  readonly bad: Besides;
  readonly good: Besides;
}

export interface Besides {
  readonly attempts: number;
  readonly standings: Readonly<Record<Standing, number>>;
}

export interface OperatorStats {
  readonly operator: string;
  readonly attempts: number;
  readonly bad: number;
  /** Overrides that were given in those attempts. */
  readonly overrides: number;
}

/** When attempts were launched: seven rows from Monday on, 24 hours each. */
export interface Hours {
  readonly attempts: readonly (readonly number[])[];
  readonly bad: readonly (readonly number[])[];
}
