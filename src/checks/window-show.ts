import { addDays, type CivilDate, type CivilMoment, type DateRange, weekdayOf } from '../calendar/civil.js';
import { showMinutes } from '../calendar/hours.js';
import { showDate, showMoment, showWeekday } from '../calendar/show.js';
import { isLastWorkingDay, isWorkingDay, nextDayOff, nextWorkingDay } from '../calendar/workdays.js';
import type { Json } from '../run/evidence.js';
import { type CalendarDoubts, doubtAbout, ranOutInWords } from './window-doubts.js';
import { isDeployDay, isFrozenAllDay, nextGood, searchedDays } from './window-next.js';
import type { Look } from './window-now.js';

/**
 * `Thu 19 Nov, next day off Sat 21 Nov · 11:42 Europe/Istanbul, latest start 15:00`.
 * @param passes every freeze in force lets this run pass
 */
export function windowSummary(look: Look, passes = false): string {
  const { now, tz, active, latestStart, hours } = look;
  const canStart =
    hours !== undefined && latestStart !== undefined && latestStart >= hours.from && isDeployDay(now.date, look);
  const clock = `${showMinutes(now.minutes)} ${tz}${canStart ? `, latest start ${showMinutes(latestStart)}` : ''}`;
  const freeze = active.length === 0 ? '' : passes ? ' · a freeze that lets this pass' : ' · deploy freeze';
  return `${showDate(now.date)}, ${dayInWords(look)} · ${clock}${freeze}`;
}

/** When to come back, two weeks in words, and the time where the operator is. */
export function windowDetail(look: Look): readonly string[] {
  const { now, elsewhere } = look;
  return [
    nextInWords(look),
    ...fortnight(look),
    ...uncertain(look),
    ...(elsewhere ? [`${whereYouAre(elsewhere, now)} where you are (${elsewhere.tz})`] : []),
  ];
}

/** What goes into the audit log (checks.md 5.1). `null` is not known, or not there. */
export function windowFacts(look: Look): { readonly [key: string]: Json } {
  const { now, tz, unreadHolidays, active, latestStart } = look;
  const known = unreadHolidays === undefined;
  const [freeze] = active;
  return {
    tz,
    civil: logged(now),
    weekday: now.weekday,
    working: known ? look.isWorking : null,
    off_after: known ? look.offAfter : null,
    off_before: known ? look.offBefore : null,
    holidays_hit: holidaysAround(look),
    freeze: freeze
      ? {
          name: freeze.freeze.name ?? freeze.freeze.when,
          until: freeze.until ? logged(freeze.until) : null,
          allow: freeze.freeze.allow,
        }
      : null,
    latest_start: latestStart === undefined || latestStart < 0 ? null : showMinutes(latestStart),
    next_good: loggedOrNull(nextGood(look)),
    clock_skew: null,
    ...calendarsAsked(look),
  };
}

/** By name, which holds no key; how it was read, and how old its copy is if there was only that. */
function calendarsAsked({ calendars }: Look): { readonly [key: string]: Json } {
  const reads = [...calendars.holidays.values(), ...calendars.freezes.values()];
  const asked = reads.map(({ name, content, copyDays = null }) => ({
    name,
    read: content !== undefined,
    copy_days: copyDays,
    not_understood: content?.problems.length ?? null,
  }));
  return asked.length === 0 ? {} : { calendars: asked };
}

/** Each sentence once; a calendar can hold holidays and freezes. */
function uncertain(look: Look): readonly string[] {
  const { unreadHolidays, unreadFreezes, uncertainHolidays, uncertainFreezes } = look;
  const copies = ({ copies, ranOut }: CalendarDoubts): readonly string[] => [
    ...copies.map(({ why }) => why),
    ...ranOut.map((name) => `${ranOutInWords(name)}.`),
  ];
  const sentences = [unreadHolidays, unreadFreezes, ...copies(uncertainHolidays), ...copies(uncertainFreezes)];
  return [...new Set(sentences)].filter((sentence) => sentence !== undefined);
}

function dayInWords({ now, calendar, isWorking, unreadHolidays, uncertainHolidays }: Look): string {
  if (!isWorking) {
    const next = nextWorkingDay(now.date, calendar);
    return next === undefined ? 'not a working day' : `not a working day, the next is ${showDate(next)}`;
  }
  const off = nextDayOff(now.date, calendar);
  if (off === undefined) {
    return 'no day off in sight';
  }
  const isCertain =
    unreadHolidays === undefined && doubtAbout({ from: now.date, to: off }, uncertainHolidays) === undefined;
  return isCertain ? `next day off ${showDate(off)}` : `a day off on ${showDate(off)} or before`;
}

/** A week a line, `21 Nov: Sat–Sun off, Mon–Thu work, Fri last`: it may be read aloud, and wrapped anywhere. */
function fortnight(look: Look): readonly string[] {
  return [0, 7].map((start) => {
    const dates = Array.from({ length: 7 }, (_, n) => addDays(look.now.date, start + n));
    return `${dayAndMonth(dates[0] ?? '')}: ${spells(dates, look)
      .map((spell) => spellInWords(spell, look))
      .join(', ')}`;
  });
}

/** Days on end of which the same is said. */
function spells(dates: readonly CivilDate[], look: Look): readonly DateRange[] {
  const words = dates.map((date) => wordFor(date, look));
  const isFirst = (n: number): boolean => words[n] !== words[n - 1];
  return dates.flatMap((from, n) => {
    const next = dates.findIndex((_, later) => later > n && isFirst(later));
    return isFirst(n) ? [{ from, to: dates.at(next < 0 ? -1 : next - 1) ?? from }] : [];
  });
}

function spellInWords({ from, to }: DateRange, look: Look): string {
  const [first, last] = [showWeekday(weekdayOf(from)), showWeekday(weekdayOf(to))];
  return `${first === last ? first : `${first}–${last}`} ${wordFor(from, look)}`;
}

const dayAndMonth = (date: CivilDate): string => showDate(date).slice(4);

function wordFor(date: CivilDate, look: Look): string {
  if (look.calendar.holidays.has(date)) {
    return 'holiday';
  }
  if (!isWorkingDay(date, look.calendar) && !isDeployDay(date, look)) {
    return 'off';
  }
  if (isFrozenAllDay(date, look)) {
    return 'freeze';
  }
  if (isLastWorkingDay(date, look.calendar)) {
    return 'last';
  }
  return isDeployDay(date, look) ? 'work' : 'closed';
}

const whereYouAre = (there: CivilMoment, here: CivilMoment): string =>
  there.date === here.date ? showMinutes(there.minutes) : showMoment(there);

function nextInWords(look: Look): string {
  const { now, hours } = look;
  const next = nextGood(look);
  if (next === 'unknown') {
    return 'next good moment: not known';
  }
  if (next === undefined) {
    return `next good moment: none in the next ${searchedDays} days`;
  }
  if (next.date === now.date && next.minutes === now.minutes) {
    return 'next good moment: now';
  }
  // Midnight is when the day begins, not when anybody should deploy.
  const isWholeDay = hours === undefined && next.minutes === 0;
  return `next good moment: ${isWholeDay ? showDate(next.date) : showMoment(next)}`;
}

function holidaysAround({ now, calendar, offBefore, offAfter }: Look): readonly CivilDate[] {
  const first = addDays(now.date, -offBefore);
  const last = addDays(now.date, offAfter);
  return [...calendar.holidays].filter((date) => date >= first && date <= last).sort();
}

const logged = ({ date, minutes }: CivilMoment): string => `${date} ${showMinutes(minutes)}`;

const loggedOrNull = (moment: CivilMoment | 'unknown' | undefined): string | null =>
  moment === undefined || moment === 'unknown' ? null : logged(moment);
