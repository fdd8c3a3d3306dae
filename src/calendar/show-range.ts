import type { CivilDate, DateRange } from './civil.js';
import { showDate } from './show.js';

/**
 * `2–20 Nov`, `30 Oct–20 Nov`, `24 Dec`.
 * @param today the year is added to dates that are most of a year away from it
 */
export function showRange({ from, to }: DateRange, today: CivilDate = to): string {
  const [first, last] = [showDay(from, today), showDay(to, today)];
  if (from === to) {
    return last;
  }

  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${sameMonth ? Number(from.slice(8)) : first}–${last}`;
}

/** Without the day of the week. */
const showDay = (date: CivilDate, today: CivilDate): string => showDate(date, today).slice('Mon '.length);
