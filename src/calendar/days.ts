import { type Weekday, weekdays } from './civil.js';

/**
 * Days of the week as written: `mon-thu`, `fri-mon` (over the weekend), `sat`, or a list of those. In written order,
 * none twice. Undefined if anything in it is not a day, or if it is empty.
 */
export function parseDays(written: string | readonly string[]): readonly Weekday[] | undefined {
  const parts = typeof written === 'string' ? [written] : written;
  const days = new Set<Weekday>();
  for (const part of parts) {
    const range = parseRange(part);
    if (!range) {
      return undefined;
    }
    for (const day of range) {
      days.add(day);
    }
  }
  return days.size > 0 ? [...days] : undefined;
}

/** `mon`, or undefined. */
export const parseDay = (text: string): Weekday | undefined => weekdays.find((day) => day === text.toLowerCase());

function parseRange(text: string): readonly Weekday[] | undefined {
  const [first, last, ...more] = text.split('-').map((part) => parseDay(part.trim()));
  if (first === undefined || more.length > 0) {
    return undefined;
  }
  if (!text.includes('-')) {
    return [first];
  }
  return last === undefined ? undefined : from(first, last);
}

function from(first: Weekday, last: Weekday): readonly Weekday[] {
  const start = weekdays.indexOf(first);
  const length = ((weekdays.indexOf(last) - start + weekdays.length) % weekdays.length) + 1;
  return [...weekdays, ...weekdays].slice(start, start + length);
}
