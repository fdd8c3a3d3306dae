import type { Calendars, CalendarsPlace } from './calendars-types.js';
import { getUrl } from './http.js';

export type { CalendarRead, CalendarReadOptions, Calendars, CalendarsPlace } from './calendars-types.js';

/** Loads what it takes at the first read: most checklists name no calendar. */
export function createCalendars(place: CalendarsPlace): Calendars {
  let reader: Promise<Calendars> | undefined;
  const open = async (): Promise<Calendars> => {
    const { openCalendarReader } = await import('./calendars-reader.js');
    return openCalendarReader({ getUrl, ...place });
  };
  return {
    read: async (address, days, options) => {
      reader ??= open();
      return (await reader).read(address, days, options);
    },
  };
}
