import { addDays, type CivilDate, type DateRange } from '../calendar/civil.js';
import type { Calendar, Freeze } from '../checklist/model.js';
import type { CalendarRead, Calendars } from '../world/calendars.js';

/** What the calendars said that stand behind `ics:`, by what is written there. */
export interface WindowCalendars {
  readonly holidays: ReadonlyMap<string, CalendarRead>;
  readonly freezes: ReadonlyMap<string, CalendarRead>;
}

export const noCalendars: WindowCalendars = { holidays: new Map(), freezes: new Map() };

export interface CalendarsQuestion {
  readonly calendar: Pick<Calendar, 'holidays'>;
  readonly freezes: readonly Freeze[];
  readonly today: CivilDate;
  readonly tz: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** All of them at once. Without an `ics:` nothing is looked at. */
export async function readCalendars(
  { calendar, freezes, today, tz, timeoutMs, signal }: CalendarsQuestion,
  calendars: () => Calendars,
): Promise<WindowCalendars> {
  const all = { holidays: calendar.holidays.filter(isIcs), freezes: freezes.map(({ when }) => when).filter(isIcs) };
  if (all.holidays.length === 0 && all.freezes.length === 0) {
    return noCalendars;
  }

  // What is left of the time is for reading what came.
  const options = { signal, tz, timeoutMs: Math.max(500, timeoutMs - 500) };
  const readAll = async (written: readonly string[], days: DateRange, short: boolean) =>
    new Map(
      await Promise.all(
        [...new Set(written)].map(
          async (one) => [one, await calendars().read(addressOf(one), days, { ...options, short })] as const,
        ),
      ),
    );
  const [holidays, frozen] = await Promise.all([
    readAll(all.holidays, holidayDays(today), false),
    readAll(all.freezes, freezeDays(today), true),
  ]);
  return { holidays, freezes: frozen };
}

/** As far as a run of days off matters, which can begin within the days searched for a good moment. */
const holidayDays = (today: CivilDate): DateRange => ({ from: addDays(today, -100), to: addDays(today, 500) });

/** The days searched for a good moment, and one more. */
const freezeDays = (today: CivilDate): DateRange => ({ from: addDays(today, -1), to: addDays(today, 61) });

export const isIcs = (written: string): boolean => written.trim().startsWith('ics:');

const addressOf = (written: string): string => written.trim().slice('ics:'.length).trim();
