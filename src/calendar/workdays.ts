import { addDays, type CivilDate, type Weekday, weekdayOf, weekdays } from './civil.js';

export interface WorkCalendar {
  readonly workDays: readonly Weekday[];
  readonly holidays: ReadonlySet<CivilDate>;
}

export const isWorkingDay = (date: CivilDate, { workDays, holidays }: WorkCalendar): boolean =>
  workDays.includes(weekdayOf(date)) && !holidays.has(date);

/**
 * Friday; but also the Thursday before a holiday on Friday, and a bridge day: a working day that at least a weekend of
 * days off follows. Comparing ISO weeks would be wrong wherever the week begins on Sunday.
 */
export const isLastWorkingDay = (date: CivilDate, calendar: WorkCalendar): boolean =>
  isWorkingDay(date, calendar) && offAfter(date, calendar) >= Math.max(1, weekendLength(calendar.workDays));

/** Consecutive days off right after the date; at most `horizonDays`. */
export const offAfter = (date: CivilDate, calendar: WorkCalendar): number => daysOff(date, 1, calendar);

/** Consecutive days off right before the date; at most `horizonDays`. */
export const offBefore = (date: CivilDate, calendar: WorkCalendar): number => daysOff(date, -1, calendar);

/** The longest run of days off in a week without holidays: 2 for mon-fri, 1 for mon-sat, 0 for a team that never rests. */
export function weekendLength(workDays: readonly Weekday[]): number {
  let longest = 0;
  let run = 0;
  for (const day of [...weekdays, ...weekdays]) {
    run = workDays.includes(day) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, weekdays.length);
}

/** The first working day after the date; undefined if there is none within `horizonDays`. */
export function nextWorkingDay(date: CivilDate, calendar: WorkCalendar): CivilDate | undefined {
  const off = offAfter(date, calendar);
  return off < horizonDays ? addDays(date, off + 1) : undefined;
}

/** The first day off after the date; undefined if there is none within `horizonDays`. */
export function nextDayOff(date: CivilDate, calendar: WorkCalendar): CivilDate | undefined {
  for (let days = 1; days <= horizonDays; days++) {
    const day = addDays(date, days);
    if (!isWorkingDay(day, calendar)) {
      return day;
    }
  }
  return undefined;
}

/** How far anything here looks: a calendar without any working day must not hang a deploy. */
export const horizonDays = 400;

function daysOff(date: CivilDate, step: 1 | -1, calendar: WorkCalendar): number {
  let days = 0;
  while (days < horizonDays && !isWorkingDay(addDays(date, step * (days + 1)), calendar)) {
    days++;
  }
  return days;
}
