import { mustBeCalendar } from '../calendar/ics.js';
import { NotACalendar } from '../calendar/ics-error.js';
import { maxCalendarBytes, tooLarge } from '../calendar/ics-lines.js';
import { type CalendarCopy, keepCopy, readCopy } from './calendars-copy.js';
import type { CalendarSource, CalendarsPlace } from './calendars-types.js';
import type { HttpResult } from './http.js';

/** Everything with a scheme that calendars are offered under; all else is a file. */
export const isWebAddress = (address: string): boolean => /^(https?|webcals?):\/\//i.test(address);

interface WebOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/**
 * Calendars of the web: a copy younger than a day stands for the calendar; when it cannot be read, a copy of up to 30
 * days does. Only what is a calendar replaces the copy.
 */
export function openCalendarWeb({ copies, now, getUrl }: Required<CalendarsPlace>) {
  const ask = (address: string, { signal, timeoutMs }: WebOptions): Promise<HttpResult> =>
    getUrl(address, {
      signal,
      timeoutMs: Math.min(timeoutMs, maxAskMs),
      maxBytes: maxCalendarBytes,
      redirects: 5,
      headers: { accept: 'text/calendar, */*;q=0.1' },
    });

  const fetchCalendar = async (address: string, options: WebOptions): Promise<CalendarSource> => {
    const answer = await ask(address.replace(/^webcals?:/i, 'https:'), options);
    // `webcal` is HTTP by its name; nearly everybody means HTTPS, and the address itself is often the secret.
    const mayBePlain = /^webcal:/i.test(address) && !answer.ok && ['unreachable', 'not-http'].includes(answer.kind);
    return mayBePlain
      ? { why: `${answer.why} (it was asked by https only: write http:// if you mean it)` }
      : calendarIn(answer);
  };

  return async (address: string, options: WebOptions): Promise<CalendarSource> => {
    const copy = readCopy(copies, address);
    const age = copy === undefined ? undefined : now().getTime() - copy.fetched.getTime();
    if (copy !== undefined && age !== undefined && age >= 0 && age < dayMs) {
      return { bytes: copy.bytes };
    }

    const fetched = await fetchCalendar(address, options);
    if (fetched.bytes === undefined) {
      return withCopy(fetched.why, copy, age);
    }

    keepCopy(copies, address, { fetched: now(), bytes: fetched.bytes });
    return fetched;
  };
}

const maxAskMs = 5_000;
const dayMs = 86_400_000;
const oldestDays = 30;

function calendarIn(answer: HttpResult): CalendarSource {
  if (!answer.ok) {
    return { why: answer.why };
  }

  if (answer.status !== 200) {
    return { why: `answered with status ${answer.status}` };
  }

  if (answer.truncated) {
    return { why: tooLarge };
  }

  try {
    mustBeCalendar(answer.body);
    return { bytes: answer.body };
  } catch (error) {
    if (error instanceof NotACalendar) {
      return { why: error.message };
    }

    throw error;
  }
}

/** A copy from tomorrow was made under another clock: nobody knows how old it is. */
function withCopy(why: string, copy: CalendarCopy | undefined, age: number | undefined): CalendarSource {
  if (copy === undefined || age === undefined || age < -dayMs) {
    return { why };
  }

  const copyDays = Math.max(0, Math.floor(age / dayMs));
  return copyDays > oldestDays
    ? { why: `${why}, and its copy of ${copyDays} days ago is too old to be used` }
    : { bytes: copy.bytes, copyDays, why };
}
