import type { DateRange, Weekday } from '../calendar/civil.js';

/** Leave of the operator: days, both ends included, or a calendar in which it stands. */
export type MyLeave =
  | ({ readonly type: 'dates' } & DateRange)
  | {
      readonly type: 'ics';
      /** A file or a web address, as written. */
      readonly address: string;
      /** Every event in it is leave. */
      readonly all: boolean;
    };

/** What the operator keeps about themselves: private, in no repository, and never in the audit log. */
export interface Me {
  /** Addresses that commits of theirs may carry; those of git and the preferences count if there are none. */
  readonly emails: readonly string[];
  /** In file order. */
  readonly absences: readonly MyLeave[];
  /** Their own working days; the team's if absent. */
  readonly workDays?: readonly Weekday[];
  /** Their public ssh key, as in authorized_keys. */
  readonly key?: string;
}

/** Of somebody without a file. */
export const nothingKnown: Me = { emails: [], absences: [] };
