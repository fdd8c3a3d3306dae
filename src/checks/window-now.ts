import { addDays, type CivilDate, type CivilMoment, type CivilTime, civil, type DateRange } from '../calendar/civil.js';
import { freezeAt, freezeEnd } from '../calendar/freeze.js';
import type { Hours } from '../calendar/hours.js';
import { isWorkingDay, offAfter, offBefore, type WorkCalendar } from '../calendar/workdays.js';
import type { Checklist, Deploy, Weekday } from '../checklist/model.js';
import { type KnownFreeze, readFreezes, readHolidays } from './window-calendar.js';
import { type CalendarDoubts, doubtAbout } from './window-doubts.js';
import { noCalendars, type WindowCalendars } from './window-ics.js';
import type { WindowOptions } from './window-options.js';

/** A freeze in force, and the moment it ends; none if no end is in sight. */
export interface ActiveFreeze extends KnownFreeze {
  readonly until: CivilMoment | undefined;
}

/** Everything that calendar and clock say about now. */
export interface Look {
  readonly tz: string;
  readonly now: CivilTime;
  /** Calendar and clock where the operator is, if that is another zone. */
  readonly elsewhere: (CivilTime & { readonly tz: string }) | undefined;
  readonly calendar: WorkCalendar;
  /** Sentences; absent if everything could be read that today hangs on. */
  readonly unreadHolidays: string | undefined;
  readonly unreadFreezes: string | undefined;
  readonly calendars: WindowCalendars;
  readonly uncertainHolidays: CalendarDoubts;
  readonly uncertainFreezes: CalendarDoubts;
  readonly deployDays: readonly Weekday[];
  readonly hours: Hours | undefined;
  /** Minutes since midnight; before `hours.from` if the deploy takes longer than the day. */
  readonly latestStart: number | undefined;
  /** In milliseconds. */
  readonly finish: number;
  readonly breakDays: number;
  readonly isWorking: boolean;
  readonly offAfter: number;
  readonly offBefore: number;
  readonly freezes: readonly KnownFreeze[];
  readonly active: readonly ActiveFreeze[];
}

/**
 * Looks at the calendar. Pure.
 *
 * An event that was not understood makes the holidays unknown if it could be a day off that counts today: on a day from
 * the last working day before today to the first one after it, or in a month whose working days a freeze counts. It
 * makes the freezes unknown if it could stand on today. Otherwise it is only warned about.
 * @param operatorZone IANA zone; also the calendar's if that has none
 * @param calendars what was read of each `ics:`
 */
export function lookAtCalendar(
  options: WindowOptions,
  { calendar: written, deploy }: Pick<Checklist, 'calendar' | 'deploy'>,
  instant: Date,
  operatorZone: string,
  calendars: WindowCalendars = noCalendars,
): Look {
  const tz = written.tz ?? operatorZone;
  const now = civil(instant, tz);
  const { holidays, unread: unreadHolidays, uncertain } = readHolidays(written.holidays, now.date, calendars.holidays);
  const frozen = readFreezes([...written.freezes, ...options.freezes], calendars.freezes);
  const { freezes } = frozen;
  const calendar = { workDays: written.workDays, holidays };
  const off = { offAfter: offAfter(now.date, calendar), offBefore: offBefore(now.date, calendar) };
  const hours = options.hours ?? written.hours;
  const finish = options.finish ?? deployLimit(deploy);
  return {
    tz,
    now,
    elsewhere: tz === operatorZone ? undefined : { ...civil(instant, operatorZone), tz: operatorZone },
    calendar,
    unreadHolidays: unreadHolidays ?? doubtAbout(daysThatCount(now.date, off, freezes), uncertain),
    unreadFreezes: frozen.unread ?? doubtAbout({ from: now.date, to: now.date }, frozen.uncertain),
    calendars,
    uncertainHolidays: uncertain,
    uncertainFreezes: frozen.uncertain,
    deployDays: options.days ?? written.workDays,
    hours,
    latestStart: hours && hours.to - Math.ceil(finish / minuteMs),
    finish,
    breakDays: options.break_days,
    isWorking: isWorkingDay(now.date, calendar),
    ...off,
    freezes,
    active: activeFreezes(freezes, now, calendar),
  };
}

/** The freezes in force at a moment. */
export function activeFreezes(
  freezes: readonly KnownFreeze[],
  moment: CivilMoment,
  calendar: WorkCalendar,
): readonly ActiveFreeze[] {
  const isWorking = (date: string): boolean => isWorkingDay(date, calendar);
  return freezes
    .filter(({ rule }) => freezeAt(rule, moment, isWorking))
    .map((known) => ({ ...known, until: freezeEnd(known.rule, moment, isWorking) }));
}

/** A further day off on any other day changes nothing about that date. @param off the days off around it */
export function daysThatCount(
  date: CivilDate,
  { offAfter, offBefore }: Pick<Look, 'offAfter' | 'offBefore'>,
  freezes: readonly KnownFreeze[],
): DateRange {
  const from = addDays(date, -offBefore - 1);
  const to = addDays(date, offAfter + 1);
  const month = date.slice(0, 7);
  return freezes.some(({ rule }) => rule.type === 'monthly')
    ? { from: from < `${month}-01` ? from : `${month}-01`, to: to > `${month}-31` ? to : `${month}-31` }
    : { from, to };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Milliseconds: the time limits of all steps together; a step without one may take the hour that a deploy without any gets. */
export function deployLimit({ steps }: Deploy): number {
  const sum = steps.reduce((total, { timeoutMs }) => total + (timeoutMs ?? 0), 0);
  return steps.length > 0 && steps.every(({ timeoutMs }) => timeoutMs !== undefined) ? sum : Math.max(sum, hourMs);
}
