import { type CivilDate, civil } from '../../calendar/civil.js';

/** An instant on the calendar of a zone, for counting. */
export interface LocalTime {
  /** Days from 1970-01-01 to the Monday of its week. */
  readonly monday: number;
  /** 0 is Monday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
}

/**
 * Tells instants in a zone. Intl takes microseconds for each, and a log has many: it is asked once a day, and for each
 * instant of a day on which the clocks change.
 * @param tz IANA zone
 */
export function createLocalTimes(tz: string): (ms: number) => LocalTime {
  const offsets = new Map<number, number>();
  const atMidnight = (day: number): number => {
    const known = offsets.get(day) ?? offsetAt(day * dayMs, tz);
    offsets.set(day, known);
    return known;
  };
  return (ms) => {
    const day = Math.floor(ms / dayMs);
    const offset = atMidnight(day) === atMidnight(day + 1) ? atMidnight(day) : offsetAt(ms, tz);
    const there = ms + offset;
    const localDay = Math.floor(there / dayMs);
    const weekday = (localDay + thursday) % 7;
    return { monday: localDay - weekday, weekday, hour: Math.floor((there - localDay * dayMs) / hourMs) };
  };
}

export const dateOfDay = (day: number): CivilDate => new Date(day * dayMs).toISOString().slice(0, 10);

function offsetAt(ms: number, tz: string): number {
  const { date, minutes } = civil(new Date(ms), tz);
  return Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs - Math.floor(ms / minuteMs) * minuteMs;
}

/** 1970-01-01 was one. */
const thursday = 3;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
