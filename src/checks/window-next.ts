import { addDays, type CivilDate, type CivilMoment, weekdayOf } from '../calendar/civil.js';
import { isWorkingDay, offAfter, offBefore } from '../calendar/workdays.js';
import { concerns } from './window-doubts.js';
import { activeFreezes, daysThatCount, type Look } from './window-now.js';

/** The first moment from now on at which every facet would be go; undefined if there is none for 60 days. */
export function nextGood(look: Look): CivilMoment | 'unknown' | undefined {
  if (look.unreadHolidays !== undefined || look.unreadFreezes !== undefined) {
    return 'unknown';
  }
  for (let days = 0; days <= searchedDays; days++) {
    const date = addDays(look.now.date, days);
    const minutes = isGoodDay(date, look) ? firstStart(date, days === 0 ? look.now.minutes : 0, look) : undefined;
    if (minutes !== undefined) {
      return isCertain(date, look) ? { date, minutes } : 'unknown';
    }
  }
  return undefined;
}

export const searchedDays = 60;

/** One of the deploy days, and no holiday. A day of the weekend can be one if the checklist says so. */
export const isDeployDay = (date: CivilDate, { deployDays, calendar }: Look): boolean =>
  deployDays.includes(weekdayOf(date)) && !calendar.holidays.has(date);

/** Whether no start is possible on that day only because of freezes. */
export const isFrozenAllDay = (date: CivilDate, look: Look): boolean =>
  firstStart(date, 0, { ...look, freezes: [] }) !== undefined && firstStart(date, 0, look) === undefined;

function isGoodDay(date: CivilDate, look: Look): boolean {
  const { calendar, breakDays } = look;
  const isFree = offAfter(date, calendar) === 0 && offBefore(date, calendar) < breakDays;
  return isDeployDay(date, look) && (isFree || !isWorkingDay(date, calendar));
}

/** More days off and more freezes never make a day good: only this one has to be looked at. */
function isCertain(date: CivilDate, { uncertainHolidays, uncertainFreezes, breakDays, freezes }: Look): boolean {
  const { from, to } = daysThatCount(date, { offAfter: 0, offBefore: breakDays }, freezes);
  return (
    !uncertainHolidays.doubts.some((doubt) => concerns(doubt, from, to)) &&
    !uncertainFreezes.doubts.some((doubt) => concerns(doubt, date, date))
  );
}

/** The first minute of a day at which staffed hours and freezes let a deploy begin. */
function firstStart(date: CivilDate, from: number, look: Look): number | undefined {
  const { hours, latestStart = lastMinute, freezes, calendar } = look;
  let minutes = Math.max(from, hours?.from ?? 0);
  while (minutes <= latestStart) {
    const [frozen] = activeFreezes(freezes, { date, minutes }, calendar);
    if (!frozen) {
      return minutes;
    }
    // Every freeze ends later than it was found, so this goes forward.
    if (frozen.until?.date !== date) {
      return undefined;
    }
    minutes = frozen.until.minutes;
  }
  return undefined;
}

const lastMinute = 24 * 60 - 1;
