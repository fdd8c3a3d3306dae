import type { Weekday } from '../checklist/model.js';
import { type CivilDate, type CivilMoment, weekdayOf } from './civil.js';
import { showMinutes } from './hours.js';

/** `Thu 19 Nov`. English in every locale, as everything on screen is. */
export function showDate(date: CivilDate): string {
  const [, month, day] = date.split('-');
  return `${showWeekday(weekdayOf(date))} ${Number(day)} ${months[Number(month) - 1]}`;
}

/** `Mon 23 Nov 08:00`. */
export const showMoment = ({ date, minutes }: CivilMoment): string => `${showDate(date)} ${showMinutes(minutes)}`;

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
