import { NotACalendar } from './ics-error.js';
import type { IcsLine } from './ics-lines.js';
import { type IcsProperty, parseProperty } from './ics-property.js';

/** A VEVENT as written; alarms inside it are left out. */
export interface RawEvent {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly properties: readonly IcsProperty[];
  /** Names of properties that matter and whose line cannot be read. */
  readonly unreadable: readonly string[];
}

/**
 * The events of a calendar in written order. Every part that begins has to end: what was cut off on its way is no
 * calendar.
 * @throws NotACalendar for a web page, for anything else, for one that is cut off, and for too many events
 */
export function icsEvents(lines: readonly IcsLine[]): readonly RawEvent[] {
  const events: RawEvent[] = [];
  const open: string[] = [];
  let event: { line: number; properties: IcsProperty[]; unreadable: string[] } | undefined;
  mustBeginAsCalendar(lines[0]?.text ?? '');
  mustEndAsCalendar(lines);
  for (const { text, number } of lines) {
    const begins = partName(text, 'BEGIN');
    const ends = partName(text, 'END');
    if (begins !== undefined) {
      mustBeInside(open, begins, number);
      open.push(begins);
      if (isEvent(open)) {
        event = { line: number, properties: [], unreadable: [] };
      }
    } else if (ends !== undefined) {
      if (isEvent(open) && event !== undefined) {
        events.push(event);
      }

      mustClose(open, ends, number);
      open.pop();
    } else if (isEvent(open)) {
      const property = parseProperty(text, number);
      const name = property === undefined ? /^[A-Za-z-]+/.exec(text)?.[0].toUpperCase() : undefined;
      if (property !== undefined) {
        event?.properties.push(property);
      } else if (name !== undefined && decisive.includes(name)) {
        event?.unreadable.push(name);
      }
    }

    if (events.length > maxEvents) {
      throw new NotACalendar(`has more than ${maxEvents} events`);
    }
  }

  if (open.length > 0) {
    throw new NotACalendar(`is cut off: it has no END:${open[0]}`);
  }

  return events;
}

const maxEvents = 20_000;

/** Without these an event stands on other days, or on none. */
const decisive = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'STATUS', 'UID'];

function mustBeginAsCalendar(first: string): void {
  if (/^\s*</.test(first)) {
    throw new NotACalendar('is a web page, not a calendar (a page to log in, perhaps)');
  }

  if (partName(first, 'BEGIN') !== 'VCALENDAR') {
    throw new NotACalendar('is no calendar: it does not begin with BEGIN:VCALENDAR');
  }
}

function mustEndAsCalendar(lines: readonly IcsLine[]): void {
  if (lines.findLast(({ text }) => partName(text, 'END') === 'VCALENDAR') === undefined) {
    throw new NotACalendar('is cut off: it has no END:VCALENDAR');
  }
}

function partName(text: string, word: 'BEGIN' | 'END'): string | undefined {
  return text.length <= word.length + maxPartName && text.slice(0, word.length + 1).toUpperCase() === `${word}:`
    ? text
        .slice(word.length + 1)
        .trim()
        .toUpperCase()
    : undefined;
}

/** Longer than any there is. */
const maxPartName = 100;

const isEvent = (open: readonly string[]): boolean => open.length === 2 && open[1] === 'VEVENT';

function mustBeInside(open: readonly string[], name: string, line: number): void {
  if ((open.length === 0) !== (name === 'VCALENDAR')) {
    throw new NotACalendar(`is broken in line ${line}: BEGIN:${name.slice(0, 40)} does not belong there`);
  }
}

function mustClose(open: readonly string[], name: string, line: number): void {
  if (open.at(-1) !== name) {
    throw new NotACalendar(`is broken in line ${line}: END:${name.slice(0, 40)} ends nothing that began`);
  }
}
