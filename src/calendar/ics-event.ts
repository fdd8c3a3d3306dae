import { addDays, type CivilDate, type DateRange } from './civil.js';
import type { CalendarEvent } from './content.js';
import type { RawEvent } from './ics-components.js';
import { datesOfEvent } from './ics-dates.js';
import { touches } from './ics-doubts.js';
import { unescapeText } from './ics-property.js';
import { daysCovered, daysOf, type IcsSpan, momentsOn, mustKnowZone } from './ics-span.js';
import type { IcsTime } from './ics-time.js';

export interface EventQuestion {
  readonly event: RawEvent;
  readonly span: IcsSpan;
  readonly days: DateRange;
  readonly tz: string;
  readonly replaced: readonly IcsTime[];
  readonly spend: () => void;
}

/** Every occurrence of an event that touches the days asked about. @throws NotUnderstood */
export function eventsOf({ event, span, days, tz, replaced, spend }: EventQuestion): readonly CalendarEvent[] {
  if (span.type === 'timed') {
    mustKnowZone(span.start, 'its start');
  }

  // Two days more on either side: no zone is further away from another.
  const within = { from: addDays(days.from, -daysOf(span) - 2), to: addDays(days.to, 2) };
  const value = (name: string): string => event.properties.find((one) => one.name === name)?.value ?? '';
  const common = {
    summary: unescapeText(value('SUMMARY').slice(0, maxSummary)),
    outOfOffice: value('X-MICROSOFT-CDO-BUSYSTATUS').trim().toUpperCase() === 'OOF',
  };
  return datesOfEvent({ event, span, tz, replaced, within, spend })
    .map((date) => ({ ...common, ...standing(span, date, tz) }))
    .filter((one) => touches(one, days));
}

const maxSummary = 1000;

function standing(span: IcsSpan, date: CivilDate, tz: string): Pick<CalendarEvent, 'from' | 'to' | 'moments'> {
  if (span.type === 'days') {
    return { from: date, to: addDays(date, span.days - 1) };
  }

  const moments = momentsOn(span, date, tz);
  return { ...daysCovered(moments.from, moments.to), moments };
}
