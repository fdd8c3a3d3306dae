import { type Weekday, weekdays } from './civil.js';
import { type IcsTime, parseIcsTime } from './ics-time.js';

/** The repetitions that are understood (RFC 5545 section 3.3.10). */
export interface IcsRule {
  readonly every: 'year' | 'week';
  readonly interval: number;
  readonly count?: number;
  /** The last moment at which an occurrence can begin. */
  readonly until?: IcsTime;
  /** Empty: that of the start. */
  readonly days: readonly RuleDay[];
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 1 to 31, or counted from the end: -1 to -31. */
  readonly monthDays: readonly number[];
  readonly weekStart: Weekday;
}

/** `2MO` is the second Monday, `-1FR` the last Friday; 0 is every one. */
export interface RuleDay {
  readonly ordinal: number;
  readonly weekday: Weekday;
}

/** Undefined for a rule that is not understood, in whole or in part: a part that is left out is another rule. */
export function parseRule(text: string): IcsRule | undefined {
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .split(';')
    .filter((one) => one !== '')) {
    const [name = '', value = '', ...more] = part.toUpperCase().split('=');
    if (!known.includes(name) || value === '' || more.length > 0 || parts.has(name)) {
      return undefined;
    }

    parts.set(name, value);
  }

  const every = { YEARLY: 'year', WEEKLY: 'week' }[parts.get('FREQ') ?? ''];
  const days = listOf(parts.get('BYDAY'), parseRuleDay);
  const months = listOf(parts.get('BYMONTH'), (one) => numberIn(one, 1, 12));
  const monthDays = listOf(parts.get('BYMONTHDAY'), (one) => numberIn(one, -31, 31) || undefined);
  const interval = numberIn(parts.get('INTERVAL') ?? '1', 1, 1000);
  const weekStart = weekdayNamed(parts.get('WKST') ?? 'MO');
  const count = parts.has('COUNT') ? numberIn(parts.get('COUNT') ?? '', 1, 1_000_000) : 0;
  const until = parts.has('UNTIL') ? parseIcsTime(parts.get('UNTIL') ?? '', new Map()) : undefined;
  const isRead = days && months && monthDays && interval && weekStart && count !== undefined;
  if (!isRead || (every !== 'year' && every !== 'week') || (parts.has('UNTIL') && (!until || count > 0))) {
    return undefined;
  }

  const rule = { every, interval, days, months, monthDays, weekStart } as const;
  return isCountable(rule)
    ? { ...rule, ...(count > 0 ? { count } : {}), ...(until === undefined ? {} : { until }) }
    : undefined;
}

const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'WKST'];

/** Undefined if one of them cannot be read; none is an empty list. */
function listOf<T>(text: string | undefined, parse: (one: string) => T | undefined): readonly T[] | undefined {
  const read = (text ?? '').split(',').map(parse);
  return text === undefined ? [] : read.every((one) => one !== undefined) ? read : undefined;
}

function parseRuleDay(text: string): RuleDay | undefined {
  const [, number = '0', name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text.trim()) ?? [];
  const weekday = weekdayNamed(name);
  const ordinal = numberIn(number, -53, 53);
  return weekday === undefined || ordinal === undefined ? undefined : { ordinal, weekday };
}

const weekdayNamed = (name: string): Weekday | undefined =>
  weekdays.find((day) => day.slice(0, 2).toUpperCase() === name.trim());

function numberIn(text: string, least: number, most: number): number | undefined {
  const value = /^[+-]?\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

/** In weeks, only days of the week mean anything here; in years, days of the week or days of months, not both. */
function isCountable({ every, days, months, monthDays }: Pick<IcsRule, 'every' | 'days' | 'months' | 'monthDays'>) {
  return every === 'week'
    ? months.length === 0 && monthDays.length === 0 && days.every(({ ordinal }) => ordinal === 0)
    : days.length === 0 || monthDays.length === 0;
}
