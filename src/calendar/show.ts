import { type CivilDate, type CivilMoment, daysBetween, type Weekday, weekdayOf } from './civil.js';
import { showMinutes } from './hours.js';

/**
 * `Thu 19 Nov`. English in every locale, as everything on screen is.
 * @param today the year is added when the date is most of a year away from it
 */
export function showDate(date: CivilDate, today: CivilDate = date): string {
  const [year, month, day] = date.split('-');
  const far = Math.abs(daysBetween(today, date)) > 300;
  return `${showWeekday(weekdayOf(date))} ${Number(day)} ${months[Number(month) - 1]}${far ? ` ${year}` : ''}`;
}

/** `Mon 23 Nov 08:00`. */
export const showMoment = ({ date, minutes }: CivilMoment, today: CivilDate = date): string =>
  `${showDate(date, today)} ${showMinutes(minutes)}`;

/** `Thu`. */
export const showWeekday = (day: Weekday): string => nameOf(day).slice(0, 3);

/** `Thursday`. */
export const nameOf = (day: Weekday): string => names[day];

const names: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
