import { type CivilMoment, type CivilTime, civil } from '../calendar/civil.js';
import { freezeAt, freezeEnd } from '../calendar/freeze.js';
import type { Hours } from '../calendar/hours.js';
import { isWorkingDay, offAfter, offBefore, type WorkCalendar } from '../calendar/workdays.js';
import type { Checklist, Deploy, Weekday } from '../checklist/model.js';
import { type KnownFreeze, readFreezes, readHolidays } from './window-calendar.js';
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
  /** Sentences; absent if everything could be read. */
  readonly unreadHolidays: string | undefined;
  readonly unreadFreezes: string | undefined;
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
 * @param operatorZone IANA zone; also the calendar's if that has none
 */
export function lookAtCalendar(
  options: WindowOptions,
  { calendar: written, deploy }: Pick<Checklist, 'calendar' | 'deploy'>,
  instant: Date,
  operatorZone: string,
): Look {
  const tz = written.tz ?? operatorZone;
  const now = civil(instant, tz);
  const { holidays, unread: unreadHolidays } = readHolidays(written.holidays, now.date);
  const { freezes, unread: unreadFreezes } = readFreezes([...written.freezes, ...options.freezes]);
  const calendar = { workDays: written.workDays, holidays };
  const hours = options.hours ?? written.hours;
  const finish = options.finish ?? deployLimit(deploy);
  return {
    tz,
    now,
    elsewhere: tz === operatorZone ? undefined : { ...civil(instant, operatorZone), tz: operatorZone },
    calendar,
    unreadHolidays,
    unreadFreezes,
    deployDays: options.days ?? written.workDays,
    hours,
    latestStart: hours && hours.to - Math.ceil(finish / minuteMs),
    finish,
    breakDays: options.break_days,
    isWorking: isWorkingDay(now.date, calendar),
    offAfter: offAfter(now.date, calendar),
    offBefore: offBefore(now.date, calendar),
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

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The time limits of all steps together; a step without one may take the hour that a deploy without any gets. */
function deployLimit({ steps }: Deploy): number {
  const sum = steps.reduce((total, { timeoutMs }) => total + (timeoutMs ?? 0), 0);
  return steps.length > 0 && steps.every(({ timeoutMs }) => timeoutMs !== undefined) ? sum : Math.max(sum, hourMs);
}
