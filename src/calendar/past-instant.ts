import { addDays, type CivilMoment, civil, isCivilDate } from './civil.js';
import { parseClock } from './hours.js';
import { instantOf } from './ics-time.js';

export type PastInstant =
  | { readonly ok: true; readonly instant: Date }
  | { readonly ok: false; readonly why: 'unreadable' | 'missing-time' | 'future' | 'no-such-time' };

/**
 * A moment as people write it, on the clock of a zone: `now`, `14:30`, `yesterday 16:00`, `2026-11-20 14:30`. Never one
 * to come, and never one that the clocks left out when they went forward.
 */
export function pastInstant(text: string, now: Date, tz: string): PastInstant {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^(\d{4}-\d{2}-\d{2})t/u, '$1 ')
    .split(/\s+/u);
  if (words.length === 1 && words[0] === 'now') {
    return { ok: true, instant: now };
  }

  const today = civil(now, tz).date;
  const clock = parseClock(words.at(-1) ?? '');
  const [day = 'today'] = words.length > 1 ? words : [];
  const date = day === 'today' ? today : day === 'yesterday' ? addDays(today, -1) : day;
  if (words.length > 2 || clock === undefined || clock >= 24 * 60 || !isCivilDate(date)) {
    const isDay = words.length === 1 && (isCivilDate(words[0] ?? '') || /^(?:today|yesterday)$/.test(words[0] ?? ''));
    return { ok: false, why: isDay ? 'missing-time' : 'unreadable' };
  }

  const moment: CivilMoment = { date, minutes: clock };
  const instant = instantOf(moment, tz);
  const there = civil(instant, tz);
  if (there.date !== date || there.minutes !== clock) {
    return { ok: false, why: 'no-such-time' };
  }

  return instant > now ? { ok: false, why: 'future' } : { ok: true, instant };
}
