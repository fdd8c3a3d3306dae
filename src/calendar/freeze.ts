import { addDays, type CivilDate, type CivilMoment, isCivilDate, weekdayOf, weekdays } from './civil.js';
import { parseDay } from './days.js';
import { parseClock } from './hours.js';
import { isBefore } from './moments.js';
import { horizonDays } from './workdays.js';

/**
 * When nobody deploys. Dates include both ends, clock times are `[from, to)`. `yearly` holds `MM-DD`; `weekly` counts
 * minutes from Monday 00:00, `daily` from midnight; both may wrap.
 */
export type FreezeRule = TimedFreeze | { readonly type: 'ics'; readonly source: string };

/** A freeze that can be told from the date alone. */
export type TimedFreeze =
  | { readonly type: 'once'; readonly from: CivilMoment; readonly to: CivilMoment }
  | { readonly type: 'yearly'; readonly from: string; readonly to: string }
  | { readonly type: 'weekly'; readonly from: number; readonly to: number }
  | { readonly type: 'daily'; readonly from: number; readonly to: number }
  | { readonly type: 'monthly'; readonly which: 'first' | 'last'; readonly count: number };

export type IsWorking = (date: CivilDate) => boolean;

/**
 * A freeze as written in a checklist: `2026-12-18..2027-01-04` · `2026-11-26 12:00..2026-11-30 08:00` ·
 * `yearly 12-20..01-02` · `weekly fri 12:00..mon 08:00` · `daily 22:00..06:00` · `monthly last 2 workdays` ·
 * `ics:FILE-or-URL`. Undefined for everything else, and for one that could never be in force.
 */
export function parseFreeze(text: string): FreezeRule | undefined {
  const written = text.trim();
  const [, word = '', rest = ''] = /^(yearly|weekly|daily|monthly)\s+(.*)$/i.exec(written) ?? [];
  switch (word.toLowerCase()) {
    case 'yearly':
      return parseYearly(rest);
    case 'weekly':
      return parseWeekly(rest);
    case 'daily':
      return parseDaily(rest);
    case 'monthly':
      return parseMonthly(rest);
    default:
      return written.startsWith('ics:') ? parseIcs(written) : parseOnce(written);
  }
}

/** Whether the freeze is in force. */
export function freezeAt(rule: TimedFreeze, now: CivilMoment, isWorking: IsWorking): boolean {
  switch (rule.type) {
    case 'once':
      return !isBefore(now, rule.from) && isBefore(now, rule.to);
    case 'yearly':
      return within(now.date.slice(5), rule.from, rule.to, 'including');
    case 'weekly':
      return within(minuteOfWeek(now), rule.from, rule.to, 'excluding');
    case 'daily':
      return within(now.minutes, rule.from, rule.to, 'excluding');
    case 'monthly':
      return frozenDays(rule, now.date, isWorking).includes(now.date);
  }
}

/**
 * The first moment after a freeze that is in force now. The same freeze can begin again right then (`daily
 * 00:00..24:00`). Undefined if it does not end within `horizonDays`.
 */
export function freezeEnd(rule: TimedFreeze, now: CivilMoment, isWorking: IsWorking): CivilMoment | undefined {
  switch (rule.type) {
    case 'once':
      return rule.to;
    case 'weekly':
      return later(now, (rule.to - minuteOfWeek(now) + weekMinutes) % weekMinutes || weekMinutes);
    case 'daily':
      return later(now, (rule.to - now.minutes + dayMinutes) % dayMinutes || dayMinutes);
    case 'yearly':
    case 'monthly':
      return firstFreeDay(rule, now, isWorking);
  }
}

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

function parseYearly(text: string): FreezeRule | undefined {
  const [, from = '', to = ''] = /^(\d\d-\d\d)\s*\.\.\s*(\d\d-\d\d)$/.exec(text) ?? [];
  // A leap year, because 29 February may be named.
  return isCivilDate(`2024-${from}`) && isCivilDate(`2024-${to}`) ? { type: 'yearly', from, to } : undefined;
}

function parseWeekly(text: string): FreezeRule | undefined {
  const [, ...parts] = /^([a-z]{3})\s+([\d:]+)\s*\.\.\s*([a-z]{3})\s+([\d:]+)$/i.exec(text) ?? [];
  const from = parseWeekTime(parts[0], parts[1]);
  const to = parseWeekTime(parts[2], parts[3]);
  return from !== undefined && to !== undefined && from !== to ? { type: 'weekly', from, to } : undefined;
}

function parseWeekTime(day = '', clock = ''): number | undefined {
  const weekday = parseDay(day);
  const minutes = parseClock(clock);
  return weekday && minutes !== undefined ? weekdays.indexOf(weekday) * dayMinutes + minutes : undefined;
}

function parseDaily(text: string): FreezeRule | undefined {
  const [from, to, ...more] = text.split('..').map((part) => parseClock(part.trim()));
  const isRange = from !== undefined && to !== undefined && from !== to && more.length === 0;
  return isRange ? { type: 'daily', from, to } : undefined;
}

function parseMonthly(text: string): FreezeRule | undefined {
  const [, which = '', digits = ''] = /^(first|last)\s+(\d{1,2})\s+workdays?$/i.exec(text) ?? [];
  const count = Number(digits);
  return count > 0 ? { type: 'monthly', which: which.toLowerCase() === 'first' ? 'first' : 'last', count } : undefined;
}

function parseIcs(text: string): FreezeRule | undefined {
  const source = text.slice('ics:'.length).trim();
  return source === '' ? undefined : { type: 'ics', source };
}

function parseOnce(text: string): FreezeRule | undefined {
  const [first = '', last, ...more] = text.split('..').map((part) => part.trim());
  const from = parseMoment(first, 0);
  // A single day ends with that day, also when it begins at noon.
  const to = parseMoment(last ?? first.slice(0, 10), dayMinutes);
  return from && to && more.length === 0 && isBefore(from, to) ? { type: 'once', from, to } : undefined;
}

function parseMoment(text: string, minutesIfNone: number): CivilMoment | undefined {
  const [date = '', clock, ...more] = text.split(/\s+/);
  const minutes = clock === undefined ? minutesIfNone : parseClock(clock);
  if (!isCivilDate(date) || minutes === undefined || more.length > 0) {
    return undefined;
  }
  return later({ date, minutes: 0 }, minutes);
}

/** A range whose end comes before its start goes over the end of the year, the week or the day. */
function within<T extends string | number>(value: T, from: T, to: T, end: 'including' | 'excluding'): boolean {
  const isUpToEnd = end === 'including' ? value <= to : value < to;
  return from <= to ? value >= from && isUpToEnd : value >= from || isUpToEnd;
}

const minuteOfWeek = ({ date, minutes }: CivilMoment): number =>
  weekdays.indexOf(weekdayOf(date)) * dayMinutes + minutes;

function frozenDays(
  { which, count }: Extract<TimedFreeze, { type: 'monthly' }>,
  date: CivilDate,
  isWorking: IsWorking,
): readonly CivilDate[] {
  const month = date.slice(0, 7);
  const days = Array.from({ length: 31 }, (_, n) => addDays(`${month}-01`, n));
  const workingDays = days.filter((day) => day.startsWith(month) && isWorking(day));
  return which === 'first' ? workingDays.slice(0, count) : workingDays.slice(-count);
}

function later({ date, minutes }: CivilMoment, add: number): CivilMoment {
  const total = minutes + add;
  return { date: addDays(date, Math.floor(total / dayMinutes)), minutes: total % dayMinutes };
}

function firstFreeDay(rule: TimedFreeze, now: CivilMoment, isWorking: IsWorking): CivilMoment | undefined {
  for (let days = 1; days <= horizonDays; days++) {
    const midnight = { date: addDays(now.date, days), minutes: 0 };
    if (!freezeAt(rule, midnight, isWorking)) {
      return midnight;
    }
  }
  return undefined;
}
