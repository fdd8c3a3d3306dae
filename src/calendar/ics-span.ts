import { addDays, type CivilDate, type CivilMoment, daysBetween } from './civil.js';
import type { RawEvent } from './ics-components.js';
import type { IcsProperty } from './ics-property.js';
import {
  addMinutes,
  dayMinutes,
  type IcsMoment,
  type IcsTime,
  inZone,
  minutesBetween,
  parseIcsDuration,
  parseIcsTime,
} from './ics-time.js';

/** When an event begins and how long it lasts; where it repeats, that of each occurrence. */
export type IcsSpan =
  | { readonly type: 'days'; readonly start: CivilDate; readonly days: number }
  | {
      readonly type: 'timed';
      readonly start: IcsMoment;
      readonly minutes: number;
    };

export const startDate = (span: IcsSpan): CivilDate => (span.type === 'days' ? span.start : span.start.date);

/** How many days it lasts, rounded up. */
export const daysOf = (span: IcsSpan): number =>
  span.type === 'days' ? span.days : Math.ceil(span.minutes / dayMinutes);

/** Something in an event cannot be understood. The message completes "The event in line 12 …". */
export class NotUnderstood extends Error {}

/**
 * @param tz the calendar's zone, for times that do not all name one
 * @throws NotUnderstood for a date that does not exist, an end before the start, and an end in another zone if one of
 * the two is not known. A zone that both are in may be unknown here: short events can be told apart all the same.
 */
export function spanOf(event: RawEvent, tz: string): IcsSpan {
  const start = timeOf(event, 'DTSTART', 'its start');
  if (start === undefined) {
    throw new NotUnderstood('has no start');
  }

  const end = timeOf(event, 'DTEND', 'its end');
  const span = end === undefined ? lasting(start, only(event, 'DURATION')) : until(start, end, tz);
  if (daysOf(span) > longestDays) {
    throw new NotUnderstood('lasts more than a hundred years');
  }

  return span;
}

/** The time in a property that may stand there once. @throws NotUnderstood */
export function timeOf(event: RawEvent, name: string, words: string): IcsTime | undefined {
  const property = only(event, name);
  return property === undefined ? undefined : readTime(property.value, property, words);
}

/** @param words what it is, for people: `its end` @throws NotUnderstood */
export function readTime(value: string, { parameters }: IcsProperty, words: string): IcsTime {
  const time = parseIcsTime(value, parameters);
  if (time === undefined) {
    throw new NotUnderstood(`cannot be understood: ${words} is no date that exists`);
  }

  return time;
}

/** @param words what it is, for people @throws NotUnderstood for a time in a zone that is not known */
export function mustKnowZone(time: IcsTime, words: string): void {
  if (time.type === 'moment' && !time.isZoneKnown) {
    throw new NotUnderstood(`cannot be understood: ${words} is in a time zone that is not known`);
  }
}

/** @throws NotUnderstood if it stands there twice, or in a line that cannot be read */
export function only({ properties, unreadable }: RawEvent, name: string): IcsProperty | undefined {
  const [property, ...more] = properties.filter((one) => one.name === name);
  if (more.length > 0) {
    throw new NotUnderstood(`cannot be understood: it has ${name} more than once`);
  }

  if (unreadable.includes(name)) {
    throw new NotUnderstood(`cannot be understood: its ${name} is no line of a calendar`);
  }

  return property;
}

/** The days that an occurrence covers: those whose noon it covers, and if none, the day on which it begins. */
export function daysCovered(from: CivilMoment, to: CivilMoment): { readonly from: CivilDate; readonly to: CivilDate } {
  const first = from.minutes <= noon ? from.date : addDays(from.date, 1);
  const last = to.minutes > noon ? to.date : addDays(to.date, -1);
  return first <= last ? { from: first, to: last } : { from: from.date, to: from.date };
}

const noon = dayMinutes / 2;

const longestDays = 36_525;

function lasting(start: IcsTime, duration: IcsProperty | undefined): IcsSpan {
  const minutes = duration === undefined ? 0 : parseIcsDuration(duration.value);
  if (minutes === undefined) {
    throw new NotUnderstood('cannot be understood: its duration is none');
  }

  return start.type === 'day'
    ? { type: 'days', start: start.date, days: Math.max(1, Math.ceil(minutes / dayMinutes)) }
    : { type: 'timed', start, minutes };
}

/** The end is the first moment, or the first day, that no longer belongs to it (RFC 5545 section 3.6.1). */
function until(start: IcsTime, end: IcsTime, tz: string): IcsSpan {
  if (start.type === 'day' && end.type === 'day') {
    const days = daysBetween(start.date, end.date);
    mustNotEndBefore(days);
    // Some programs give a single day as its own end.
    return { type: 'days', start: start.date, days: Math.max(1, days) };
  }

  if (start.type === 'day' || end.type === 'day') {
    throw new NotUnderstood('cannot be understood: only one of its start and its end has a time');
  }

  if (start.zone !== end.zone) {
    mustKnowZone(start, 'its start');
    mustKnowZone(end, 'its end');
  }

  const minutes =
    start.zone === end.zone ? minutesBetween(start, end) : minutesBetween(inZone(start, tz), inZone(end, tz));
  mustNotEndBefore(minutes);
  return { type: 'timed', start, minutes };
}

function mustNotEndBefore(length: number): void {
  if (length < 0) {
    throw new NotUnderstood('cannot be understood: it ends before it starts');
  }
}

/** Where a timed span stands on the clock of the zone `tz` if it begins on `date`. */
export function momentsOn(
  { start, minutes }: Extract<IcsSpan, { type: 'timed' }>,
  date: CivilDate,
  tz: string,
): { readonly from: CivilMoment; readonly to: CivilMoment } {
  const from = inZone({ ...start, date }, tz);
  return { from, to: addMinutes(from, minutes) };
}
