import { isAway, leaveState } from '../../calendar/absence.js';
import { addDays, type CivilDate, civil, type DateRange, parseDateRange } from '../../calendar/civil.js';
import { showMinutes } from '../../calendar/hours.js';
import { showDate } from '../../calendar/show.js';
import { isWorkingDay, type WorkCalendar } from '../../calendar/workdays.js';
import { leaveAmong } from '../absence-match.js';
import type { GatherContext } from '../kind.js';
import type { Somebody } from '../persons.js';
import { readHolidays } from '../window-calendar.js';
import { isIcs, readCalendars } from '../window-ics.js';

/** What is known of the people of a checklist at a moment: their leave, and their hours. */
export interface Whereabouts {
  readonly calendar: WorkCalendar;
  /** By the key of `people`; only those with absences. */
  readonly leaves: ReadonlyMap<string, readonly DateRange[]>;
  /** Sentences about what could not be read. */
  readonly unread: readonly string[];
}

/** Reads holidays, and the leave of these people; what cannot be read is said, and stops nobody. */
export async function readWhereabouts(
  keys: readonly string[],
  tz: string,
  context: GatherContext,
): Promise<Whereabouts> {
  const { checklist, now, world, timeoutMs, signal } = context;
  const { calendar, people } = checklist;
  const today = civil(now, tz).date;
  const question = { calendar, freezes: [], today, tz, timeoutMs, signal };
  const calendars = await readCalendars(question, () => world.calendars);
  const { holidays, unread } = readHolidays(calendar.holidays, today, calendars.holidays);
  const read = await Promise.all(
    keys.map(async (key) => {
      const written = people[key]?.absences ?? [];
      return [key, await Promise.all(written.map((one) => leavesIn(one, today, tz, context)))] as const;
    }),
  );
  return {
    calendar: { workDays: calendar.workDays, holidays },
    leaves: new Map(read.map(([key, all]) => [key, all.flatMap(({ leaves }) => leaves)])),
    unread: [
      ...(unread === undefined ? [] : [unread]),
      ...read.flatMap(([key, all]) =>
        all.flatMap(({ problem }) =>
          problem === undefined ? [] : [`The leave of ${people[key]?.name ?? key} is not known: ${problem}`],
        ),
      ),
    ],
  };
}

/**
 * What stands against somebody being at hand: `on leave until Fri 27 Nov`, `outside working hours: 19:40 Europe/Berlin`.
 * A fact for whoever asks them, and no verdict: people take part from their leave, too.
 * @param moments the beginning and the end of when they are needed
 */
export function flagsOf(
  { key }: Somebody,
  moments: readonly Date[],
  { calendar, leaves }: Whereabouts,
  { checklist }: Pick<GatherContext, 'checklist'>,
  tz: string,
): readonly string[] {
  const person = key === undefined ? undefined : checklist.people[key];
  const own = (key === undefined ? undefined : leaves.get(key)) ?? [];
  const away = moments.map((moment) => civil(moment, tz).date).find((date) => isAway(date, own));
  return [
    ...(away === undefined ? [] : [onLeave(away, own, calendar)]),
    ...outside(moments, person?.tz ?? tz, person?.hours ?? checklist.calendar.hours, calendar),
  ];
}

function onLeave(date: CivilDate, leaves: readonly DateRange[], calendar: WorkCalendar): string {
  const state = leaveState(date, { leaves, calendar, min: 1, rest: 0 });
  return state.state === 'away' ? `on leave until ${showDate(state.absence.to, date)}` : 'on leave';
}

function outside(
  moments: readonly Date[],
  tz: string,
  hours: { readonly from: number; readonly to: number } | undefined,
  calendar: WorkCalendar,
): readonly string[] {
  const found = moments
    .map((moment) => civil(moment, tz))
    .find(
      ({ date, minutes }) =>
        !isWorkingDay(date, calendar) || (hours !== undefined && (minutes < hours.from || minutes > hours.to)),
    );
  if (found === undefined) {
    return [];
  }

  return isWorkingDay(found.date, calendar)
    ? [`outside working hours: ${showMinutes(found.minutes)} ${tz}`]
    : [`outside working days: ${showDate(found.date)} ${tz}`];
}

interface Leaves {
  readonly leaves: readonly DateRange[];
  readonly problem?: string;
}

async function leavesIn(
  written: string,
  today: CivilDate,
  tz: string,
  { world, signal, timeoutMs }: GatherContext,
): Promise<Leaves> {
  if (!isIcs(written)) {
    const range = parseDateRange(written);
    return { leaves: range === undefined ? [] : [range] };
  }

  const days = { from: addDays(today, -reachDays), to: addDays(today, reachDays) };
  const address = written.replace(/^ics:/, '').trim();
  const { content, problem } = await world.calendars.read(address, days, { signal, tz, timeoutMs });
  return content === undefined
    ? { leaves: [], problem: problem ?? 'its calendar was not read.' }
    : { leaves: await leaveAmong(content.events, { all: false }) };
}

/** As far as the end of a leave is looked for. */
const reachDays = 60;
