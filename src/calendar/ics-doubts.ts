import { addDays, type DateRange, isCivilDate } from './civil.js';
import type { CalendarDoubt } from './content.js';
import type { RawEvent } from './ics-components.js';
import { daysOf, type IcsSpan, startDate } from './ics-span.js';

/**
 * The days on which an event that is not understood could stand, as far as they were asked about: all of them, unless
 * its start and its length are known.
 * @param span undefined if it cannot be read
 */
export function doubtfulDays(event: RawEvent, span: IcsSpan | undefined, days: DateRange): DateRange {
  const has = (name: string): boolean =>
    event.unreadable.includes(name) || event.properties.some((one) => one.name === name);
  if (span === undefined || has('RDATE') || has('RECURRENCE-ID')) {
    return days;
  }

  // A day more on either side: in another zone it is another day.
  const lastStart = has('RRULE') ? lastRepetition(event, days) : startDate(span);
  const from = addDays(startDate(span), -1);
  return lastStart > days.to ? { from, to: days.to } : { from, to: addDays(lastStart, daysOf(span) + 1) };
}

export const touches = (one: DateRange, days: DateRange): boolean => one.from <= days.to && one.to >= days.from;

/** One sentence each, and one for all of them when there are many. */
export function inWords(doubts: readonly CalendarDoubt[]): readonly string[] {
  const told = doubts.slice(0, maxTold).map(({ text }) => text);
  const more = doubts.length - told.length;
  return more > 0 ? [...told, `${more} more of its events cannot be understood.`] : told;
}

const maxTold = 20;

/** Also of a rule that is otherwise not understood. */
function lastRepetition({ properties }: RawEvent, days: DateRange): string {
  const rule = properties.find(({ name }) => name === 'RRULE')?.value ?? '';
  const [, year, month, day] = /(?:^|;)UNTIL=(\d{4})(\d\d)(\d\d)/i.exec(rule) ?? [];
  const until = `${year}-${month}-${day}`;
  return isCivilDate(until) ? until : addDays(days.to, 1);
}
