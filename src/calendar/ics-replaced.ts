import type { RawEvent } from './ics-components.js';
import { NotUnderstood, only, timeOf } from './ics-span.js';
import { type IcsTime, parseIcsTime } from './ics-time.js';

/**
 * Which occurrences of an event other events of the calendar stand in for: they carry its UID, and a RECURRENCE-ID
 * with the start it would have had (RFC 5545 section 3.8.4.4). What is returned throws NotUnderstood where several events
 * could be the one that is meant: besides, each of them would have to be compared with every one of the others.
 */
export function replacements(events: readonly RawEvent[]): (event: RawEvent) => readonly IcsTime[] {
  const byUid = new Map<string, IcsTime[]>();
  const masters = new Map<string, number>();
  for (const event of events) {
    const uid = uidOf(event);
    if (!isReplacement(event)) {
      masters.set(uid, (masters.get(uid) ?? 0) + 1);
    }

    for (const { name, value, parameters } of event.properties) {
      const time = name === 'RECURRENCE-ID' ? parseIcsTime(value, parameters) : undefined;
      // One that names no event is a problem of its own: it stands in for none.
      if (time !== undefined && uid !== '') {
        const times = byUid.get(uid) ?? [];
        times.push(asWrittenUnlessKnown(time));
        byUid.set(uid, times);
      }
    }
  }
  return (event) => {
    const times = isReplacement(event) ? undefined : byUid.get(uidOf(event));
    if (times !== undefined && (masters.get(uidOf(event)) ?? 0) > 1) {
      throw new NotUnderstood('cannot be understood: another one has its UID, and part of one of them is replaced');
    }

    return times ?? [];
  };
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
