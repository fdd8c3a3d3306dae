import { addDays, civil, isCivilDate } from './civil.js';
import { parseClock } from './hours.js';
import { dayMinutes, instantOf } from './ics-time.js';

export type PastInstant =
  | { readonly ok: true; readonly instant: Date }
  | { readonly ok: false; readonly why: 'unreadable' | 'future' | 'no-such-time' };

/**
 * A moment as people write it, on the clock of a zone: `now`, `14:30`, `yesterday 16:00`, `2026-11-20 14:30`; a day alone
 * is its beginning. Never one to come, and never one that the clocks left out when they went forward.
 */
export function pastInstant(text: string, now: Date, tz: string): PastInstant {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^(\d{4}-\d{2}-\d{2})t/u, '$1 ')
    .split(/\s+/u);
  const [first = '', second] = words;
  if (text.trim().toLowerCase() === 'now') {
    return { ok: true, instant: now };
  }

  const today = civil(now, tz).date;
  const isClock = second === undefined && parseClock(first) !== undefined;
  const date = isClock || first === 'today' ? today : first === 'yesterday' ? addDays(today, -1) : first;
  const minutes = isClock ? parseClock(first) : second === undefined ? 0 : parseClock(second);
  if (words.length > 2 || minutes === undefined || minutes >= dayMinutes || !isCivilDate(date)) {
    return { ok: false, why: 'unreadable' };
  }

  const instant = instantOf({ date, minutes }, tz);
  const there = civil(instant, tz);
  if (there.date !== date || (there.minutes !== minutes && minutes > 0)) {
    return { ok: false, why: 'no-such-time' };
  }

  return instant > now ? { ok: false, why: 'future' } : { ok: true, instant };
}
