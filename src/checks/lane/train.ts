import { addDays, type CivilDate, type CivilMoment, weekdayOf } from '../../calendar/civil.js';
import type { Hours } from '../../calendar/hours.js';
import { showMinutes } from '../../calendar/hours.js';
import { contains, earlier, isBefore, type MomentSpan } from '../../calendar/moments.js';
import { showDate, showMoment, showWeekday } from '../../calendar/show.js';
import type { Weekday } from '../../checklist/model.js';

/** When the train runs, with all calendars read. */
export type Train =
  | {
      readonly type: 'days';
      readonly days: readonly Weekday[];
      /** Minutes since midnight; the whole day if absent. */
      readonly hours?: Hours;
      readonly holidays: ReadonlySet<CivilDate>;
    }
  | { readonly type: 'spans'; readonly name: string; readonly spans: readonly MomentSpan[] };

/** The train that runs at this moment. */
export function trainAt(train: Train, moment: CivilMoment): MomentSpan | undefined {
  return train.type === 'spans'
    ? train.spans.find((span) => contains(span, moment))
    : [trainOn(train, moment.date)].find((span) => span !== undefined && contains(span, moment));
}

/** When the next train begins; undefined if none is in sight. */
export function nextTrain(train: Train, moment: CivilMoment): CivilMoment | undefined {
  if (train.type === 'spans') {
    const starts = train.spans.map(({ from }) => from).filter((from) => isBefore(moment, from));
    return starts.length === 0 ? undefined : starts.reduce(earlier);
  }

  for (let days = 0; days <= searchedDays; days++) {
    const from = trainOn(train, addDays(moment.date, days))?.from;
    if (from !== undefined && isBefore(moment, from)) {
      return from;
    }
  }
  return undefined;
}

/** `Tue 24 Nov 10:00`; without the time where the train runs all day. */
export const showTrain = (start: CivilMoment, today: CivilDate): string =>
  start.minutes === 0 ? showDate(start.date, today) : showMoment(start, today);

/** `tue, wed, thu 10:00–16:00`, or the name of the calendar. */
export function trainInWords(train: Train): string {
  if (train.type === 'spans') {
    return train.name;
  }

  const days = train.days.map(showWeekday).join(', ');
  return train.hours === undefined ? days : `${days} ${showMinutes(train.hours.from)}–${showMinutes(train.hours.to)}`;
}

/** How far a train is looked for. */
export const searchedDays = 60;

/** No train runs on a holiday. */
function trainOn({ days, hours, holidays }: Extract<Train, { type: 'days' }>, date: CivilDate): MomentSpan | undefined {
  if (!days.includes(weekdayOf(date)) || holidays.has(date)) {
    return undefined;
  }

  const { from, to } = hours ?? wholeDay;
  const end = to < dayMinutes ? { date, minutes: to } : { date: addDays(date, 1), minutes: 0 };
  return { from: { date, minutes: from }, to: end };
}

const dayMinutes = 24 * 60;

const wholeDay: Hours = { from: 0, to: dayMinutes };
