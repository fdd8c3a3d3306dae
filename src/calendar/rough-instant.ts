import { addDays, type CivilDate, civil, isCivilDate, type Weekday, weekdayOf, weekdays } from './civil.js';
import { instantOf } from './ics-time.js';
import { pastInstant } from './past-instant.js';

/**
 * A moment as people name one when they look back, on the clock of a zone: `2026-11-20`, `2026-11`, `2026`, `yesterday`,
 * `tuesday` (the last one, or today), `last month`, `2 weeks ago`, `3d`, `14:30`, `2026-11-20 14:30`, `2026-11-20T14:30:00Z`. What is longer than a moment (a day, a month)
 * begins or ends there, as `edge` says: `--until 2026-11-20` holds the whole day. Days that are counted back (`2 weeks
 * ago`) begin at midnight.
 * @returns undefined for what cannot be read
 */
export function roughInstant(
  text: string,
  { now, tz, edge }: { readonly now: Date; readonly tz: string; readonly edge: 'begin' | 'end' },
): Date | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/gu, ' ');
  const exact = /^\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:\d\d)$/u.test(words)
    ? Date.parse(words.toUpperCase())
    : Number.NaN;
  if (!Number.isNaN(exact)) {
    return new Date(exact);
  }

  const days = spanOf(words, civil(now, tz).date);
  if (days !== undefined) {
    const { first, after } = days;
    // The calendar ends with the year 9999, and begins with the year 1.
    return first !== undefined && isCivilDate(first) && isCivilDate(after)
      ? midnight(edge === 'begin' ? first : after, tz)
      : undefined;
  }

  const ago = /^(?:(\d{1,6}) ?(m|min|mins|minute|minutes|h|hour|hours))(?: ago)?$/u.exec(words);
  if (ago !== null) {
    return new Date(now.getTime() - Number(ago[1]) * (ago[2]?.startsWith('m') ? 60_000 : 3_600_000));
  }

  const past = pastInstant(words, now, tz);
  return past.ok ? past.instant : undefined;
}

/** The first day of it, and the first one after; `first` is absent for a day that is none. */
interface Span {
  readonly first: CivilDate | undefined;
  readonly after: CivilDate;
}

function spanOf(words: string, today: CivilDate): Span | undefined {
  const day = (date: CivilDate): Span => ({ first: date, after: addDays(date, 1) });
  if (words === 'today' || words === 'yesterday') {
    return day(words === 'today' ? today : addDays(today, -1));
  }

  const named = namedSpan(words, today);
  if (named !== undefined) {
    return named;
  }

  const [, count = '', unit = ''] = /^(\d{1,4}) ?(d|days?|w|weeks?|months?|y|years?)(?: ago)?$/u.exec(words) ?? [];
  if (count !== '') {
    return day(back(today, Number(count), unit));
  }

  const [, year, month, date] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/u.exec(words) ?? [];
  if (year === undefined) {
    return undefined;
  }

  const first = `${year}-${month ?? '01'}-${date ?? '01'}`;
  if (!isCivilDate(first)) {
    return { first: undefined, after: today };
  }

  return date === undefined ? { first, after: addMonths(first, month === undefined ? 12 : 1) } : day(first);
}

/** `tue`, `last tuesday`, `this week`, `last month`. A week begins on Monday. */
function namedSpan(words: string, today: CivilDate): Span | undefined {
  const [, which = '', name = ''] = /^(?:(this|last) )?([a-z]+)$/u.exec(words) ?? [];
  const weekday = weekdays.findIndex((day) => name === day || name === dayNames[day]);
  const now = weekdays.indexOf(weekdayOf(today));
  if (weekday >= 0 && which !== 'this') {
    const ago = (now - weekday + 7) % 7;
    const first = addDays(today, -(ago === 0 && which === 'last' ? 7 : ago));
    return { first, after: addDays(first, 1) };
  }

  if (which !== '' && name === 'week') {
    const first = addDays(today, -now - (which === 'last' ? 7 : 0));
    return { first, after: addDays(first, 7) };
  }

  if (which !== '' && (name === 'month' || name === 'year')) {
    const months = name === 'month' ? 1 : 12;
    const begin = name === 'month' ? `${today.slice(0, 7)}-01` : `${today.slice(0, 4)}-01-01`;
    const first = which === 'last' ? addMonths(begin, -months) : begin;
    return { first, after: addMonths(first, months) };
  }

  return undefined;
}

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};

function back(today: CivilDate, count: number, unit: string): CivilDate {
  switch (unit[0]) {
    case 'd':
      return addDays(today, -count);
    case 'w':
      return addDays(today, -7 * count);
    case 'm':
      return addMonths(today, -count);
    default:
      return addMonths(today, -12 * count);
  }
}

/** The same day of a later or earlier month, or its last day where it has no such day. */
function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

const midnight = (date: CivilDate, tz: string): Date => instantOf({ date, minutes: 0 }, tz);
