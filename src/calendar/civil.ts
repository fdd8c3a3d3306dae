/** A calendar day, `YYYY-MM-DD`. Compares as text. */
export type CivilDate = string;

/** A wall-clock moment without a zone. `minutes` since midnight, 0 to 1439. */
export interface CivilMoment {
  readonly date: CivilDate;
  readonly minutes: number;
}

export interface CivilTime extends CivilMoment {
  readonly weekday: Weekday;
}

/** Both ends belong to it. */
export interface DateRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** In the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/**
 * What calendar and clock on the wall show in a zone. Never the day in UTC, and never `new Date(y, m, d)`: both are
 * another day for half of the world.
 * @throws RangeError for a zone that does not exist
 */
export function civil(instant: Date, tz: string): CivilTime {
  const parts = new Map(
    formatter(tz)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const date = ['year', 'month', 'day'].map((part) => parts.get(part as 'year')).join('-');
  const minutes = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { date, minutes, weekday: weekdayOf(date) };
}

/**
 * The same in the zone this process runs in. Intl takes 10 ms for its first answer, which is a good part of the time to
 * the first frame; the system's own zone can be had without it.
 */
export function civilHere(instant: Date): CivilTime {
  const shifted = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  const date = shifted.toISOString().slice(0, 10);
  return { date, minutes: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(), weekday: weekdayOf(date) };
}

/** @throws RangeError if it is not a date */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  new Date(utc(date) + days * dayMs).toISOString().slice(0, 10);

/** Days from `from` to `to`; negative if `to` comes first. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => Math.round((utc(to) - utc(from)) / dayMs);

/** @throws RangeError if it is not a date */
export function weekdayOf(date: CivilDate): Weekday {
  const weekday = weekdays[(new Date(utc(date)).getUTCDay() + 6) % 7];
  if (weekday === undefined) {
    throw new RangeError(`not a date: ${date}`);
  }
  return weekday;
}

/** Whether it is an IANA time zone that this Node knows. */
export function isValidZone(tz: string): boolean {
  try {
    formatter(tz);
    return true;
  } catch {
    return false;
  }
}

/** A date that exists, written `YYYY-MM-DD`, from the year 1000 on. */
export function isCivilDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) {
    return false;
  }
  const ms = utc(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** `2026-12-24` or `2026-12-18..2027-01-04`, both ends included. Undefined unless both exist and are in order. */
export function parseDateRange(text: string): DateRange | undefined {
  const [from = '', to = from, ...more] = text.split('..').map((part) => part.trim());
  return more.length === 0 && isCivilDate(from) && isCivilDate(to) && from <= to ? { from, to } : undefined;
}

const dayMs = 86_400_000;

/** Only to count with: civil dates have no zone. */
const utc = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`);

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Kept, because making one takes longer than everything else here. */
function formatter(tz: string): Intl.DateTimeFormat {
  const known = formatters.get(tz);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: tz,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(tz, made);
  return made;
}
