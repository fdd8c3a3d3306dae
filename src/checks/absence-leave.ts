import { lookBackDays } from '../calendar/absence.js';
import { addDays, type CivilDate, type DateRange, parseDateRange } from '../calendar/civil.js';
import { horizonDays } from '../calendar/workdays.js';
import type { Person } from '../checklist/model.js';
import type { CalendarRead } from '../world/calendars.js';
import { PatternTooSlow } from '../world/match-in-time.js';
import type { Me, MyLeave } from '../world/me-model.js';
import { leaveAmong } from './absence-match.js';
import type { AbsenceOptions } from './absence-options.js';
import type { GatherContext } from './kind.js';
import { type CalendarDoubts, concerns, doubtsOf, noDoubts } from './window-doubts.js';

/** Leave of the operator, and who says so. */
export interface Leave extends DateRange {
  readonly source: 'manual' | 'ics';
}

/** What a place says in which leave stands. Nothing of a calendar's own words: they are private. */
export interface LeaveSource {
  /** `me.yml`, `people.ada`, `calendar leave.ics`. */
  readonly name: string;
  readonly leaves: readonly Leave[];
  /** It could not be read: nobody knows what it says. One sentence. */
  readonly unread?: string;
  /** An old copy, or something in it that was not understood. */
  readonly uncertain: CalendarDoubts;
}

/**
 * Everything that was written down about the operator's leave: in their own file, under `people` in the checklist, and in
 * the calendars that those name.
 */
export async function declaredLeave(
  me: Me,
  options: AbsenceOptions,
  today: CivilDate,
  context: GatherContext,
): Promise<readonly LeaveSource[]> {
  const places = [{ name: 'me.yml', absences: me.absences }, ...ownEntries(me, context)];
  const manual = options.sources.includes('manual')
    ? places
        .filter(hasDates)
        .map(({ name, absences }): LeaveSource => ({ name, leaves: datesIn(absences), uncertain: noDoubts }))
    : [];
  const calendars = options.sources.includes('ics')
    ? places.flatMap(({ absences }) => absences.filter(isCalendar))
    : [];
  return [
    ...manual,
    ...(await Promise.all(unique(calendars).map((one) => readCalendar(one, options, today, context)))),
  ];
}

interface Place {
  readonly name: string;
  readonly absences: readonly MyLeave[];
}

/** Of `people`, those whose addresses are the operator's. */
const ownEntries = (me: Me, { checklist, operator }: GatherContext): readonly Place[] =>
  Object.entries(checklist.people)
    .filter(([, person]) => isMe(person, [operator.email, ...me.emails]))
    .map(([key, { absences }]) => ({ name: `people.${key}`, absences: absences.map(asLeave) }));

function isMe({ emails }: Person, mine: readonly string[]): boolean {
  const known = new Set(mine.map((email) => email.toLowerCase()));
  return emails.some((email) => known.has(email.toLowerCase()));
}

function asLeave(text: string): MyLeave {
  const range = parseDateRange(text);
  return range === undefined
    ? { type: 'ics', address: text.replace(/^ics:/, '').trim(), all: false }
    : { type: 'dates', ...range };
}

type Calendar = Extract<MyLeave, { type: 'ics' }>;

const isCalendar = (leave: MyLeave): leave is Calendar => leave.type === 'ics';

const hasDates = ({ absences }: Place): boolean => absences.some((leave) => !isCalendar(leave));

const datesIn = (absences: readonly MyLeave[]): readonly Leave[] =>
  absences.flatMap((leave) =>
    leave.type === 'dates' ? [{ from: leave.from, to: leave.to, source: 'manual' as const }] : [],
  );

/** The same calendar twice is one; that all of it is leave needs to be said once. */
const unique = (calendars: readonly Calendar[]): readonly Calendar[] =>
  [...new Set(calendars.map(({ address }) => address))].map((address) => ({
    type: 'ics',
    address,
    all: calendars.some((one) => one.address === address && one.all),
  }));

async function readCalendar(
  { address, all }: Calendar,
  { match }: AbsenceOptions,
  today: CivilDate,
  { world, signal, checklist }: GatherContext,
): Promise<LeaveSource> {
  const days = { from: addDays(today, -horizonDays), to: addDays(today, horizonDays) };
  const { tz } = checklist.calendar;
  const read = await world.calendars.read(address, days, { signal, ...(tz === undefined ? {} : { tz }) });
  const name = `calendar ${read.name}`;
  if (read.content === undefined) {
    return { name, leaves: [], unread: read.problem ?? `The ${name} could not be read.`, uncertain: noDoubts };
  }

  try {
    const leaves = await leaveAmong(read.content.events, { match, all });
    return {
      name,
      leaves: leaves.map(({ from, to }) => ({ from, to, source: 'ics' })),
      uncertain: doubtsLately(read, today),
    };
  } catch (error) {
    if (error instanceof PatternTooSlow) {
      const unread = `The ${name} could not be searched for leave: ${error.message}.`;
      return { name, leaves: [], unread, uncertain: noDoubts };
    }

    throw error;
  }
}

/** What cannot be about today or the days before it, as far as they are looked at, does not matter. */
function doubtsLately(read: CalendarRead, today: CivilDate): CalendarDoubts {
  const all = doubtsOf([read]);
  return { ...all, doubts: all.doubts.filter((doubt) => concerns(doubt, addDays(today, -lookBackDays), today)) };
}
