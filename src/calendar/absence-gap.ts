import { isAway } from './absence.js';
import { addDays, type CivilDate, type DateRange } from './civil.js';
import { isWorkingDay, type WorkCalendar } from './workdays.js';

/** What the traces that somebody leaves in their work say about the days before today. */
export type ActivityGap =
  | {
      /** Too few traces to say anything. */
      readonly known: false;
      /** Days with a trace. */
      readonly days: number;
    }
  | {
      readonly known: true;
      /** The last day that somebody is known to have been there. */
      readonly lastActive: CivilDate;
      /** Working days since that neither a trace nor declared leave accounts for; today is none of them. */
      readonly missed: number;
      /** From the first of them to the last; undefined if there are none. */
      readonly missing: DateRange | undefined;
    };

export interface Activity {
  /** Days with commits or runs of one's own, in any order. */
  readonly dates: readonly CivilDate[];
  /** Days on which the person said to have been there, today among them. */
  readonly said: readonly CivilDate[];
  readonly leaves: readonly DateRange[];
  readonly calendar: WorkCalendar;
}

/** Fewer days with a trace are no history to infer anything from. */
const enoughDays = 5;

/**
 * The working days without a trace right before today. Today does not count: the first commits after a leave must not
 * hide it.
 */
export function activityGap(today: CivilDate, { dates, said, leaves, calendar }: Activity): ActivityGap {
  const past = new Set(dates.filter((date) => date < today));
  if (past.size < enoughDays) {
    return { known: false, days: past.size };
  }

  const lastActive = [...past, ...said.filter((date) => date <= today)].reduce((a, b) => (a > b ? a : b));
  const missing: CivilDate[] = [];
  for (let date = addDays(lastActive, 1); date < today; date = addDays(date, 1)) {
    if (isWorkingDay(date, calendar) && !isAway(date, leaves)) {
      missing.push(date);
    }
  }

  const [from] = missing;
  const to = missing.at(-1);
  return {
    known: true,
    lastActive,
    missed: missing.length,
    missing: from === undefined || to === undefined ? undefined : { from, to },
  };
}
