import { addDays, type CivilTime, civil } from '../../calendar/civil.js';
import { allEvents, spanOfEvent } from '../../calendar/event-span.js';
import type { MomentSpan } from '../../calendar/moments.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { GatherContext } from '../kind.js';
import { readHolidays } from '../window-calendar.js';
import { doubtAbout, doubtsOf } from '../window-doubts.js';
import { readCalendars } from '../window-ics.js';
import type { TrainRule } from './options.js';
import { searchedDays, type Train, trainAt } from './train.js';
import type { Lane } from './which.js';

/** Where the run stands between the trains. */
export interface TrainLook {
  readonly now: CivilTime;
  readonly tz: string;
  /** Absent: its calendar could not be read. */
  readonly train?: Train;
  readonly lane: Lane | 'unknown';
  /** The train that runs now. */
  readonly current?: MomentSpan;
  /** Why the lane is not known; one sentence. */
  readonly doubt?: string;
}

/** An unread calendar is never one without a train, and never one without holidays. */
export async function lookAtTrain(rule: TrainRule, context: GatherContext): Promise<TrainLook> {
  const { calendar } = context.checklist;
  const tz = calendar.tz ?? operatorTimeZone();
  const when = { now: civil(context.now, tz), tz };
  return rule.type === 'ics' ? inCalendar(rule.when, when, context) : onDays(rule, when, context);
}

/** How far back runs are told apart by it. */
export const lookBackDays = 90;

type When = Pick<TrainLook, 'now' | 'tz'>;

async function onDays(
  { days, hours: own }: Extract<TrainRule, { type: 'days' }>,
  when: When,
  { checklist: { calendar }, world, timeoutMs, signal }: GatherContext,
): Promise<TrainLook> {
  const today = when.now.date;
  const question = { calendar, freezes: [], today, tz: when.tz, timeoutMs, signal };
  const calendars = await readCalendars(question, () => world.calendars);
  const { holidays, unread, uncertain } = readHolidays(calendar.holidays, today, calendars.holidays);
  const hours = own ?? calendar.hours;
  const train: Train = { type: 'days', days, holidays, ...(hours === undefined ? {} : { hours }) };
  const current = trainAt(train, when.now);
  const doubt = current && (unread ?? doubtAbout({ from: today, to: today }, uncertain));
  return {
    ...when,
    train,
    lane: doubt !== undefined ? 'unknown' : current === undefined ? 'hotfix' : 'train',
    ...(current === undefined ? {} : { current }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

async function inCalendar(
  written: string,
  when: When,
  { world, signal, timeoutMs }: GatherContext,
): Promise<TrainLook> {
  const today = when.now.date;
  const days = { from: addDays(today, -lookBackDays), to: addDays(today, searchedDays) };
  const address = written.slice('ics:'.length).trim();
  const read = await world.calendars.read(address, days, { signal, tz: when.tz, short: true, timeoutMs });
  if (read.content === undefined) {
    return { ...when, lane: 'unknown', doubt: read.problem ?? `The calendar ${read.name} was not read.` };
  }

  const train: Train = { type: 'spans', name: read.name, spans: allEvents(read.content).map(spanOfEvent) };
  const current = trainAt(train, when.now);
  const doubt = current === undefined ? doubtAbout({ from: today, to: today }, doubtsOf([read])) : undefined;
  return {
    ...when,
    train,
    lane: current !== undefined ? 'train' : doubt === undefined ? 'hotfix' : 'unknown',
    ...(current === undefined ? {} : { current }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}
