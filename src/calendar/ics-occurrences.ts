import { addDays, type CivilDate, type DateRange, daysBetween, isCivilDate, weekdayOf, weekdays } from './civil.js';
import type { IcsRule, RuleDay } from './ics-rule.js';

/**
 * The days on which what begins on `start` and repeats begins, ascending. `start` itself is always the first, as
 * calendars show it, also where the rule would not name it.
 * @param within no day after it is told; days before it need not be, but are if the rule counts its occurrences
 * @param spend called for each year or week looked at; it may throw to end it
 */
export function* occurrences(
  rule: IcsRule,
  start: CivilDate,
  within: DateRange,
  spend: () => void,
): Generator<CivilDate> {
  yield start;
  const from = rule.count === undefined && within.from > start ? within.from : start;
  const periods = rule.every === 'week' ? weeks(rule, start, from) : years(rule, start, from);
  for (const { first, dates } of periods) {
    spend();
    if (first > within.to) {
      return;
    }

    yield* dates().filter((date) => date > start && date <= within.to);
  }
}

/** A year or a week in which the rule can name days. Endless, each later than the one before. */
interface Period {
  readonly first: CivilDate;
  readonly dates: () => readonly CivilDate[];
}

function* weeks({ interval, days, weekStart }: IcsRule, start: CivilDate, from: CivilDate): Generator<Period> {
  const offset = (day: RuleDay['weekday']): number => (weekdays.indexOf(day) - weekdays.indexOf(weekStart) + 7) % 7;
  const offsets = days.length > 0 ? days.map(({ weekday }) => offset(weekday)) : [offset(weekdayOf(start))];
  const ascending = [...new Set(offsets)].sort((a, b) => a - b);
  const firstWeek = addDays(start, -offset(weekdayOf(start)));
  const length = 7 * interval;
  for (let n = Math.floor(daysBetween(firstWeek, from) / length); ; n++) {
    const first = addDays(firstWeek, n * length);
    yield { first, dates: () => ascending.map((days) => addDays(first, days)) };
  }
}

function* years(rule: IcsRule, start: CivilDate, from: CivilDate): Generator<Period> {
  const firstYear = Number(start.slice(0, 4));
  const skipped = Math.floor((Number(from.slice(0, 4)) - firstYear) / rule.interval);
  for (let year = firstYear + skipped * rule.interval; ; year += rule.interval) {
    yield { first: `${year}-01-01`, dates: () => datesOf(year, rule, start) };
  }
}

/** Days that do not exist in that year, such as 29 February, are left out (RFC 5545 section 3.3.10). */
function datesOf(year: number, { days, months, monthDays }: IcsRule, start: CivilDate): readonly CivilDate[] {
  if (days.length > 0) {
    const spans = months.length > 0 ? months.map((month) => monthOf(year, month)) : [wholeYear(year)];
    return ascending(spans.flatMap((span) => days.flatMap((day) => byWeekday(span, day))));
  }

  const [, month, day] = start.split('-').map(Number);
  const chosen = months.length > 0 ? months : monthDays.length > 0 ? twelve : [month ?? 0];
  const numbers = monthDays.length > 0 ? monthDays : [day ?? 0];
  return ascending(chosen.flatMap((one) => numbers.flatMap((number) => byNumber(monthOf(year, one), number))));
}

const twelve = Array.from({ length: 12 }, (_, n) => n + 1);

const ascending = (dates: readonly CivilDate[]): readonly CivilDate[] => [...new Set(dates)].sort();

const wholeYear = (year: number): DateRange => ({ from: `${year}-01-01`, to: `${year}-12-31` });

function monthOf(year: number, month: number): DateRange {
  const prefix = `${year}-${String(month).padStart(2, '0')}`;
  const last = ['31', '30', '29'].map((day) => `${prefix}-${day}`).find(isCivilDate) ?? `${prefix}-28`;
  return { from: `${prefix}-01`, to: last };
}

function byNumber({ from, to }: DateRange, number: number): readonly CivilDate[] {
  const date = number > 0 ? addDays(from, number - 1) : addDays(to, number + 1);
  return date >= from && date <= to ? [date] : [];
}

function byWeekday({ from, to }: DateRange, { ordinal, weekday }: RuleDay): readonly CivilDate[] {
  const first = addDays(from, (weekdays.indexOf(weekday) - weekdays.indexOf(weekdayOf(from)) + 7) % 7);
  const count = Math.floor(daysBetween(first, to) / 7) + 1;
  if (ordinal === 0) {
    return Array.from({ length: count }, (_, n) => addDays(first, 7 * n));
  }

  const n = ordinal > 0 ? ordinal - 1 : count + ordinal;
  return n >= 0 && n < count ? [addDays(first, 7 * n)] : [];
}
