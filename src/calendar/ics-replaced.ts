import type { RawEvent } from './ics-components.js';
import { NotUnderstood, only, timeOf } from './ics-span.js';
import { type IcsTime, parseIcsTime } from './ics-time.js';

/**
 * Which occurrences of an event other events of the calendar stand in for: they carry its UID, and a RECURRENCE-ID
 * with the start it would have had (RFC 5545 section 3.8.4.4).
 */
export function replacements(events: readonly RawEvent[]): (event: RawEvent) => readonly IcsTime[] {
  const byUid = new Map<string, IcsTime[]>();
  for (const event of events) {
    for (const { name, value, parameters } of event.properties) {
      const time = name === 'RECURRENCE-ID' ? parseIcsTime(value, parameters) : undefined;
      if (time !== undefined) {
        const times = byUid.get(uidOf(event)) ?? [];
        times.push(asWrittenUnlessKnown(time));
        byUid.set(uidOf(event), times);
      }
    }
  }
  return (event) => (isReplacement(event) ? [] : (byUid.get(uidOf(event)) ?? []));
}

/** @throws NotUnderstood if it stands in for something that cannot be told */
export function mustReplaceClearly(event: RawEvent): void {
  if (!isReplacement(event)) {
    return;
  }

  timeOf(event, 'RECURRENCE-ID', 'its RECURRENCE-ID');
  if (uidOf(event) === '') {
    throw new NotUnderstood('cannot be understood: it replaces an event that it does not name');
  }

  if (only(event, 'RECURRENCE-ID')?.parameters.has('RANGE')) {
    throw new NotUnderstood('cannot be understood: it replaces all that follow, too');
  }
}

const isReplacement = ({ properties, unreadable }: RawEvent): boolean =>
  unreadable.includes('RECURRENCE-ID') || properties.some(({ name }) => name === 'RECURRENCE-ID');

const uidOf = ({ properties }: RawEvent): string => properties.find(({ name }) => name === 'UID')?.value ?? '';

const asWrittenUnlessKnown = (time: IcsTime): IcsTime =>
  time.type === 'moment' && !time.isZoneKnown ? { type: 'day', date: time.date } : time;
