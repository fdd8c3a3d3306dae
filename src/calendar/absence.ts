import { addDays, type CivilDate, type DateRange } from './civil.js';
import { isWorkingDay, type WorkCalendar } from './workdays.js';

/** A time away; leave that adjoins over a weekend or a holiday is one. Both ends belong to it. */
export interface Absence extends DateRange {
  /** The person's own working days in it. */
  readonly workdays: number;
}

/** Where somebody stands between two leaves. */
export type LeaveState =
  | { readonly state: 'away'; readonly absence: Absence }
  | {
      /** In the first working days after a leave. */
      readonly state: 'back';
      readonly absence: Absence;
      /** Working days since, today included; 0 as long as none has come. */
      readonly dayBack: number;
      /** The first day that is past them; undefined if none is in sight. */
      readonly waitUntil: CivilDate | undefined;
    }
  | {
      readonly state: 'here';
      /** The last leave that counts, else the last one at all, if there is one within `lookBackDays`. */
      readonly absence: Absence | undefined;
      /** Working days since that leave. */
      readonly dayBack: number;
    };

/** Declared leave, the person's own working days, and what counts (both in working days). */
export interface LeaveRules {
  readonly leaves: readonly DateRange[];
  readonly calendar: WorkCalendar;
  /** A shorter leave is none. */
  readonly min: number;
  /** So many working days after a leave somebody is still coming back. */
  readonly rest: number;
}

/** How far back a leave is looked for. */
export const lookBackDays = 120;

/**
 * On leave, just back, or here (checks.md 5.2): walks back from today over days of presence to the first leave of `min`
 * working days. A shorter one on the way neither counts nor ends the search: who was ill on the first day back is no
 * longer back for it. Leave in the future does not matter.
 */
export function leaveState(today: CivilDate, rules: LeaveRules): LeaveState {
  const state = stateOn(today, rules);
  return state.state === 'back' ? { ...state, waitUntil: firstDayHere(today, rules) } : state;
}

/** Whether a declared leave covers the day. */
export const isAway = (date: CivilDate, leaves: readonly DateRange[]): boolean =>
  leaves.some(({ from, to }) => from <= date && date <= to);

/** The longest leave that is measured whole. */
const longestDays = 4 * 366;

function stateOn(today: CivilDate, rules: LeaveRules): LeaveState {
  const { leaves, calendar, min, rest } = rules;
  if (isAway(today, leaves) || isBridged(today, rules)) {
    return { state: 'away', absence: stretchAround(today, rules) };
  }

  let dayBack = 0;
  let short: Omit<Extract<LeaveState, { state: 'here' }>, 'state'> = { absence: undefined, dayBack: 0 };
  let day = today;
  const first = addDays(today, -lookBackDays);
  while (day >= first) {
    if (isAway(day, leaves)) {
      const absence = stretchAround(day, rules);
      if (absence.workdays >= min) {
        return dayBack <= rest
          ? { state: 'back', absence, dayBack, waitUntil: undefined }
          : { state: 'here', absence, dayBack };
      }

      short = short.absence === undefined && absence.workdays > 0 ? { absence, dayBack } : short;
      day = absence.from;
    } else if (isWorkingDay(day, calendar)) {
      dayBack++;
    }

    day = addDays(day, -1);
  }

  return { state: 'here', ...short };
}

/** The weekend in the middle of a leave that was written down week by week. */
function isBridged(today: CivilDate, rules: LeaveRules): boolean {
  return (
    !isWorkingDay(today, rules.calendar) &&
    [-1, 1].every((step) => {
      const day = nextPresentOrAway(today, step, rules);
      return day !== undefined && isAway(day, rules.leaves);
    })
  );
}

/** The nearest day in one direction that is a working day or leave. */
function nextPresentOrAway(today: CivilDate, step: number, { leaves, calendar }: LeaveRules): CivilDate | undefined {
  for (let days = 1; days <= lookBackDays; days++) {
    const day = addDays(today, days * step);
    if (isAway(day, leaves) || isWorkingDay(day, calendar)) {
      return day;
    }
  }

  return undefined;
}

/** From the first to the last day of leave around a day, with days off and more leave on both sides. */
function stretchAround(day: CivilDate, rules: LeaveRules): Absence {
  const { leaves, calendar } = rules;
  const isPresent = (date: CivilDate): boolean => isWorkingDay(date, calendar) && !isAway(date, leaves);
  const end = (step: number): CivilDate => {
    let last = day;
    for (let days = 1; days <= longestDays; days++) {
      const date = addDays(day, days * step);
      if (isPresent(date)) {
        break;
      }

      last = isAway(date, leaves) ? date : last;
    }
    return last;
  };
  const range = { from: end(-1), to: end(1) };
  let workdays = 0;
  for (let date = range.from; date <= range.to; date = addDays(date, 1)) {
    workdays += isWorkingDay(date, calendar) && isAway(date, leaves) ? 1 : 0;
  }
  return { ...range, workdays };
}

function firstDayHere(today: CivilDate, rules: LeaveRules): CivilDate | undefined {
  for (let days = 1; days <= lookBackDays; days++) {
    const day = addDays(today, days);
    if (isWorkingDay(day, rules.calendar) && stateOn(day, rules).state === 'here') {
      return day;
    }
  }

  return undefined;
}
