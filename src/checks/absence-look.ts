import { type LeaveState, leaveState } from '../calendar/absence.js';
import { type ActivityGap, activityGap } from '../calendar/absence-gap.js';
import type { CivilDate } from '../calendar/civil.js';
import type { WorkCalendar } from '../calendar/workdays.js';
import type { Trace } from './absence-activity.js';
import type { LeaveSource } from './absence-leave.js';
import type { AbsenceOptions, AbsenceSource } from './absence-options.js';
import type { CalendarDoubts } from './window-doubts.js';

/** Everything that was asked, before it is put together. */
export interface Asked {
  readonly today: CivilDate;
  readonly options: AbsenceOptions;
  /** The operator's own working days, and the team's holidays. */
  readonly calendar: WorkCalendar;
  readonly hasOwnDays: boolean;
  /** A sentence; absent if all holidays could be read. */
  readonly unreadHolidays: string | undefined;
  readonly uncertainHolidays: CalendarDoubts;
  readonly declared: readonly LeaveSource[];
  readonly traces: readonly Trace[];
  /** The days on which the operator said to have been there since the given one. */
  readonly saidSince: (date: CivilDate) => readonly CivilDate[];
}

/** What all of it says together. */
export interface Look extends Asked {
  readonly state: LeaveState;
  readonly gap: ActivityGap;
  /** So many working days without a trace that it looks like a leave nobody wrote down. */
  readonly looksAway: boolean;
  /** Sentences about what could not be read. */
  readonly unread: readonly string[];
  readonly uncertain: CalendarDoubts;
  /** Nothing is written down, and there are too few traces: nobody can say anything. */
  readonly nothingKnown: boolean;
  /** Who decided. */
  readonly source: AbsenceSource | undefined;
}

/** Puts it together (checks.md 5.2). Leave that is written down decides, traces say what it leaves open. Pure. */
export function lookAtAbsence(asked: Asked): Look {
  const { today, options, calendar, declared, traces } = asked;
  const leaves = declared.flatMap((one) => one.leaves);
  const state = leaveState(today, { leaves, calendar, min: options.min, rest: options.rest });
  const activity = { dates: traces.flatMap(({ dates }) => dates), leaves, calendar };
  const bare = activityGap(today, { ...activity, said: [] });
  const isLong = (gap: ActivityGap): boolean => gap.known && gap.missed >= options.gap;
  const gap =
    bare.known && isLong(bare) ? activityGap(today, { ...activity, said: asked.saidSince(bare.lastActive) }) : bare;
  return {
    ...asked,
    state,
    gap,
    looksAway: state.state === 'here' && isLong(gap),
    unread: declared.flatMap(({ unread }) => unread ?? []),
    uncertain: mergeDoubts([
      ...declared.map(({ uncertain }) => uncertain),
      ...(state.absence === undefined ? [] : [asked.uncertainHolidays]),
    ]),
    nothingKnown: declared.length === 0 && !gap.known,
    source: sourceOf(asked, state, gap),
  };
}

const mergeDoubts = (all: readonly CalendarDoubts[]): CalendarDoubts => ({
  doubts: all.flatMap(({ doubts }) => doubts),
  copies: all.flatMap(({ copies }) => copies),
  ranOut: all.flatMap(({ ranOut }) => ranOut),
});

/** Of those that know something, the first. */
function sourceOf({ declared, traces }: Asked, state: LeaveState, gap: ActivityGap): AbsenceSource | undefined {
  const { absence } = state;
  const leaves = declared.flatMap((one) => one.leaves);
  const about = absence && leaves.filter(({ from, to }) => from <= absence.to && to >= absence.from);
  const written = (['manual', 'ics'] as const).find((source) => about?.some((leave) => leave.source === source));
  return written ?? (gap.known ? traces.find(({ dates }) => dates.includes(gap.lastActive))?.name : undefined);
}
