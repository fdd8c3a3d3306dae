import { addDays, type CivilDate, parseDateRange } from '../calendar/civil.js';
import type { CalendarEvent } from '../calendar/content.js';
import { parseFreeze, type TimedFreeze } from '../calendar/freeze.js';
import { horizonDays } from '../calendar/workdays.js';
import type { Freeze } from '../checklist/model.js';
import { lowerFirst } from '../text/first-letter.js';
import { safeLine } from '../text/sanitise.js';
import type { CalendarRead } from '../world/calendars.js';
import { type CalendarDoubts, doubtsOf } from './window-doubts.js';
import { isIcs } from './window-ics.js';

/** A freeze with its rule understood. */
export interface KnownFreeze {
  readonly freeze: Freeze;
  readonly rule: TimedFreeze;
}

/** What could be understood, and a sentence about what could not: an unread calendar is never an empty one. */
export interface ReadHolidays {
  readonly holidays: ReadonlySet<CivilDate>;
  readonly unread: string | undefined;
  readonly uncertain: CalendarDoubts;
}

export interface ReadFreezes {
  readonly freezes: readonly KnownFreeze[];
  readonly unread: string | undefined;
  readonly uncertain: CalendarDoubts;
}

/**
 * The holidays around `today`, as far as anything looks; a range of a thousand years costs no more than one of two.
 * @param calendars what was read of each `ics:`, by what is written
 */
export function readHolidays(
  written: readonly string[],
  today: CivilDate,
  calendars: ReadonlyMap<string, CalendarRead>,
): ReadHolidays {
  const first = addDays(today, -reachDays);
  const last = addDays(today, reachDays);
  const holidays = new Set<CivilDate>();
  const ranges = written.flatMap((text) => calendars.get(text)?.content?.events ?? parseDateRange(text) ?? []);
  for (const range of ranges) {
    for (let day = later(range.from, first); day <= range.to && day <= last; day = addDays(day, 1)) {
      holidays.add(day);
    }
  }
  const unread = written.find((text) => !calendars.get(text)?.content && parseDateRange(text) === undefined);
  return {
    holidays,
    unread: unread === undefined ? undefined : notRead('holidays', unread, calendars),
    uncertain: doubtsOf(calendars.values(), addDays(today, -keptUpDays)),
  };
}

/** @param calendars what was read of each `ics:`, by what is written */
export function readFreezes(freezes: readonly Freeze[], calendars: ReadonlyMap<string, CalendarRead>): ReadFreezes {
  const read = freezes.map((freeze) => {
    const rule = parseFreeze(freeze.when);
    const calendar = calendars.get(freeze.when);
    return {
      freeze,
      known: rule?.type === 'ics' ? calendar && frozenIn(freeze, calendar) : rule && [{ freeze, rule }],
    };
  });
  const unread = read.find(({ known }) => known === undefined);
  const known = read.flatMap((one) => one.known ?? []);
  return {
    freezes: known.slice(0, maxFreezes),
    unread: unread
      ? notRead('freezes', unread.freeze.when, calendars)
      : known.length > maxFreezes
        ? `There are more than ${maxFreezes} freezes, which is more than can be looked at.`
        : undefined,
    uncertain: doubtsOf(calendars.values()),
  };
}

/** A calendar of holidays that says nothing about the days since then, and none to come, has run out. */
const keptUpDays = 14;

/** Twice the horizon: days off are counted from days that lie up to a horizon away. */
const reachDays = 2 * horizonDays;

/** Every minute of 60 days can be one at which one of them ends. */
const maxFreezes = 500;

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

/**
 * Each event of a calendar is a freeze: an all-day one from midnight to midnight, a timed one from its start to its end,
 * however short. Undefined if the calendar was not read.
 */
function frozenIn(freeze: Freeze, { name, content }: CalendarRead): readonly KnownFreeze[] | undefined {
  return (
    content &&
    [...content.events, ...(content.short ?? [])].map((event) => ({
      freeze: { ...freeze, name: nameOfFreeze(freeze, event, name) },
      rule: { type: 'once', ...(event.moments ?? wholeDays(event)) },
    }))
  );
}

/** Never what is written there: the address of a private calendar is its key. */
function nameOfFreeze({ name }: Freeze, { summary }: CalendarEvent, calendar: string): string {
  const title = safeLine(summary, 60).trim();
  return title === '' ? (name ?? `freeze in ${calendar}`) : name === undefined ? title : `${name} (${title})`;
}

const wholeDays = ({ from, to }: CalendarEvent) => ({
  from: { date: from, minutes: 0 },
  to: { date: addDays(to, 1), minutes: 0 },
});

function notRead(what: string, written: string, calendars: ReadonlyMap<string, CalendarRead>): string {
  const problem = calendars.get(written)?.problem;
  if (!isIcs(written)) {
    return `The ${what} written as \`${written.slice(0, 80)}\` cannot be understood.`;
  }

  return problem === undefined
    ? `The ${what} of a calendar were not read.`
    : `The ${what} are not known: ${lowerFirst(problem)}`;
}
