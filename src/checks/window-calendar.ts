import { addDays, type CivilDate, parseDateRange } from '../calendar/civil.js';
import { parseFreeze, type TimedFreeze } from '../calendar/freeze.js';
import { horizonDays } from '../calendar/workdays.js';
import type { Freeze } from '../checklist/model.js';

/** A freeze with its rule understood. */
export interface KnownFreeze {
  readonly freeze: Freeze;
  readonly rule: TimedFreeze;
}

/** What could be understood, and a sentence about what could not: an unread calendar is never an empty one. */
export interface ReadHolidays {
  readonly holidays: ReadonlySet<CivilDate>;
  readonly unread: string | undefined;
}

export interface ReadFreezes {
  readonly freezes: readonly KnownFreeze[];
  readonly unread: string | undefined;
}

/** The holidays around `today`, as far as anything looks; a range of a thousand years costs no more than one of two. */
export function readHolidays(written: readonly string[], today: CivilDate): ReadHolidays {
  const first = addDays(today, -reachDays);
  const last = addDays(today, reachDays);
  const holidays = new Set<CivilDate>();
  for (const range of written.map(parseDateRange)) {
    for (let day = later(range?.from ?? last, first); range && day <= range.to && day <= last; day = addDays(day, 1)) {
      holidays.add(day);
    }
  }
  const unread = written.find((text) => parseDateRange(text) === undefined);
  return { holidays, unread: unread === undefined ? undefined : notRead('holidays', unread) };
}

export function readFreezes(freezes: readonly Freeze[]): ReadFreezes {
  const read = freezes.map((freeze) => ({ freeze, rule: parseFreeze(freeze.when) }));
  const unread = read.find(({ rule }) => rule === undefined || rule.type === 'ics');
  return {
    freezes: read.flatMap(({ freeze, rule }) => (rule === undefined || rule.type === 'ics' ? [] : [{ freeze, rule }])),
    unread: unread === undefined ? undefined : notRead('freezes', unread.freeze.when),
  };
}

/** Twice the horizon: days off are counted from days that lie up to a horizon away. */
const reachDays = 2 * horizonDays;

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

function notRead(what: string, written: string): string {
  return written.startsWith('ics:')
    ? `The ${what} in ${nameOf(written.slice('ics:'.length).trim())} are not known: this version cannot read ICS calendars yet.`
    : `The ${what} written as \`${written.slice(0, 80)}\` cannot be understood.`;
}

/** The address of a private calendar is its key: only the host is shown. */
function nameOf(source: string): string {
  return URL.canParse(source) ? `the calendar at ${new URL(source).host}` : source;
}
