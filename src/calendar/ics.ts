import type { DateRange } from './civil.js';
import type { CalendarContent, CalendarDoubt, CalendarEvent } from './content.js';
import { icsEvents, type RawEvent } from './ics-components.js';
import { doubtfulDays, inWords, touches } from './ics-doubts.js';
import { eventsOf } from './ics-event.js';
import { icsLines } from './ics-lines.js';
import { mustReplaceClearly, replacements } from './ics-replaced.js';
import { type IcsSpan, NotUnderstood, only, spanOf } from './ics-span.js';

export interface IcsOptions {
  /** Timed events of less than 22 hours, too. */
  readonly short?: boolean;
}

/**
 * What a calendar file says about some days (iCalendar, RFC 5545; rules of checks.md 5.2). An event that cannot be
 * understood is a problem, never left out in silence; one that cannot concern these days is none. Bounded: 5 MB, 20 000
 * events, and a fixed number of repetitions, after which whatever repeats is a problem.
 * @param tz IANA zone whose days are meant; times that name another are moved into it
 * @throws NotACalendar for what is no calendar at all, or not all of one
 */
export function readIcs(bytes: Uint8Array, days: DateRange, tz: string, options: IcsOptions = {}): CalendarContent {
  const raw = icsEvents(icsLines(bytes));
  const replaced = replacements(raw);
  const spend = purse();
  const events: CalendarEvent[] = [];
  const short: CalendarEvent[] = [];
  const doubts: CalendarDoubt[] = [];
  for (const event of raw) {
    let span: IcsSpan | undefined;
    try {
      mustReplaceClearly(event);
      span = isCancelled(event) ? undefined : spanOf(event, tz);
      if (span !== undefined && (options.short || !isShort(span))) {
        (isShort(span) ? short : events).push(...eventsOf({ event, span, days, tz, replaced: replaced(event), spend }));
      }
    } catch (error) {
      if (!(error instanceof NotUnderstood)) {
        throw error;
      }

      doubts.push({ text: `The event in line ${event.line} ${error.message}.`, ...doubtfulDays(event, span, days) });
    }
  }

  const here = doubts.filter((doubt) => touches(doubt, days));
  return { events, ...(options.short ? { short } : {}), problems: inWords(here), doubts: here };
}

/** Whether it is a calendar, whatever it says. @throws NotACalendar */
export function mustBeCalendar(bytes: Uint8Array): void {
  icsEvents(icsLines(bytes));
}

const isCancelled = (event: RawEvent): boolean => only(event, 'STATUS')?.value.trim().toUpperCase() === 'CANCELLED';

const isShort = (span: IcsSpan): boolean => span.type === 'timed' && span.minutes < 22 * 60;

/** How many repetitions are followed in one calendar: a fraction of a second. */
const maxSteps = 50_000;

function purse(): () => void {
  let left = maxSteps;
  return () => {
    left--;
    if (left < 0) {
      throw new NotUnderstood('repeats too often to be followed');
    }
  };
}
