import type { DateRange } from '../calendar/civil.js';
import { readIcs } from '../calendar/ics.js';
import { NotACalendar } from '../calendar/ics-error.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { calendarFile } from './calendars-file.js';
import type {
  CalendarRead,
  CalendarReadOptions,
  CalendarSource,
  Calendars,
  CalendarsPlace,
} from './calendars-types.js';
import { isWebAddress, openCalendarWeb } from './calendars-web.js';
import { hostOf } from './http.js';
import { shareWork } from './shared-work.js';

/** What `createCalendars` gives; loaded when the first calendar is read. */
export function openCalendarReader(place: Required<CalendarsPlace>): Calendars {
  const share = shareWork<CalendarSource>();
  const web = openCalendarWeb(place);
  return {
    read: async (address, days, options) => {
      const isWeb = isWebAddress(address);
      const name = isWeb ? hostOf(address) : safeLine(address, 80);
      const called = isWeb ? `The calendar at ${name}` : `The calendar ${name}`;
      const source = await share(address, options.signal, (signal) =>
        isWeb ? web(address, { signal, timeoutMs: options.timeoutMs ?? maxWebMs }) : calendarFile(address, place),
      );
      return source === undefined
        ? { name, problem: `${called} was not waited for.` }
        : { name, ...understood(source, called, days, { tz: place.tz, ...options }) };
    },
  };
}

/** Checks are waiting behind it (checks.md 5.2). */
const maxWebMs = 5_000;

function understood(
  source: CalendarSource,
  called: string,
  days: DateRange,
  { tz, short = false }: CalendarReadOptions & { readonly tz: string },
): Omit<CalendarRead, 'name'> {
  if (source.bytes === undefined) {
    return { problem: `${called} ${source.why}.` };
  }

  try {
    const content = readIcs(source.bytes, days, tz, { short });
    return source.copyDays === undefined
      ? { content }
      : {
          content,
          copyDays: source.copyDays,
          problem: `${called} ${source.why}; its copy of ${plural(source.copyDays, 'day')} ago is used.`,
        };
  } catch (error) {
    if (error instanceof NotACalendar) {
      return { problem: `${called} ${error.message}.` };
    }

    throw error;
  }
}
