import { showMinutes } from '../calendar/hours.js';
import { nameOf, showDate, showMoment, showWeekday } from '../calendar/show.js';
import { isLastWorkingDay, nextDayOff } from '../calendar/workdays.js';
import type { OverrideRule } from '../checklist/model.js';
import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import type { FacetFound } from './kind.js';
import type { laneOf } from './lane/which.js';
import { withDoubts } from './window-doubts.js';
import { isDeployDay } from './window-next.js';
import type { ActiveFreeze, Look } from './window-now.js';

/**
 * What each facet comes to, before levels: a day before a day off is a no-go here, and its level makes it a warning.
 * Without the holidays nothing that depends on them is go; what is uncertain about them is a warning of one of them.
 */
export const windowFacets = (look: Look, lane: LaneHere = 'none'): Readonly<Record<string, FacetFound>> => ({
  last_day: unlessUnread(lastDay(look), look.unreadHolidays),
  freeze: freeze(look, lane),
  day: withDoubts(unlessUnread(day(look), look.unreadHolidays), look.uncertainHolidays),
  hours: hours(look),
  before_day_off: unlessUnread(beforeDayOff(look), look.unreadHolidays),
  after_break: unlessUnread(afterBreak(look), look.unreadHolidays),
});

/** More days off would not turn a no-go into a go. */
const unlessUnread = (found: FacetFound, unread: string | undefined): FacetFound =>
  unread !== undefined && found.verdict === 'go' ? { ...found, verdict: 'unknown', summary: unread } : found;

function lastDay({ now, calendar, isWorking, offAfter }: Look): FacetFound {
  const today = showDate(now.date);
  if (!isWorking) {
    return { verdict: 'n/a', summary: `${today} is not a working day` };
  }
  if (isLastWorkingDay(now.date, calendar)) {
    return { verdict: 'no-go', summary: `${today} is the last working day before ${plural(offAfter, 'day')} off` };
  }
  const off = nextDayOff(now.date, calendar);
  return {
    verdict: 'go',
    summary: off === undefined ? `${today}, no day off in sight` : `next day off ${showDate(off)}`,
  };
}

/** In which lane the run is, as far as anybody knows. */
export type LaneHere = Awaited<ReturnType<typeof laneOf>>;

function freeze(look: Look, lane: LaneHere): FacetFound {
  const { now, unreadFreezes, uncertainFreezes, freezes, unreadHolidays } = look;
  const active = look.active.filter((one) => !letsPass(one, lane));
  const detail = active.map((one) => freezeLine(one, now.date, lane));
  const passed = look.active.filter((one) => letsPass(one, lane)).map((one) => freezeLine(one, now.date, lane));
  if (active.length > 0) {
    return {
      verdict: 'no-go',
      summary: detail.join('; '),
      detail: [...detail, ...passed, ...(unreadFreezes === undefined ? [] : [unreadFreezes])],
      findings: active.map((one, n) => ({ key: freezeName(one), verdict: 'no-go', text: detail[n] ?? '' })),
      override: strictest(active.map((one) => one.freeze.override ?? 'second')),
    };
  }
  const hasWorkdays = freezes.some(({ rule }) => rule.type === 'monthly');
  const found: FacetFound = {
    verdict: 'go',
    summary: passed.length > 0 ? passed.join('; ') : 'no freeze in force',
  };
  return withDoubts(unlessUnread(found, unreadFreezes ?? (hasWorkdays ? unreadHolidays : undefined)), uncertainFreezes);
}

/** Only a lane that is known passes. */
const letsPass = ({ freeze }: ActiveFreeze, lane: LaneHere): boolean =>
  lane !== 'none' && lane !== 'unknown' && freeze.allow.includes(lane);

function freezeLine(active: ActiveFreeze, today: string, lane: LaneHere): string {
  const { freeze, until } = active;
  const end = until === undefined ? 'no end in sight' : `until ${showMoment(until, today)}`;
  const line = `${freezeName(active)} ${end}`;
  const lanes = freeze.allow.join(' and ');
  if (lanes === '') {
    return line;
  }

  if (lane === 'none' || lane === 'unknown') {
    return `${line} (it lets ${lanes} pass, but ${noLane[lane]})`;
  }

  const here = lane === 'train' ? 'the train' : 'a hotfix';
  return letsPass(active, lane)
    ? `${line} lets ${lanes} pass, and this is ${here}`
    : `${line} (it lets only ${lanes} pass, and this is ${here})`;
}

const noLane = {
  none: 'no item `lane` says which lane this is',
  unknown: 'which lane this is, is not known',
} as const;

const freezeName = ({ freeze }: ActiveFreeze): string => freeze.name ?? `freeze ${freeze.when}`;

const strictest = (rules: readonly OverrideRule[]): OverrideRule =>
  (['no', 'second', 'reason'] as const).find((rule) => rules.includes(rule)) ?? 'second';

function hours(look: Look): FacetFound {
  const { now, hours, latestStart, finish } = look;
  if (hours === undefined || latestStart === undefined) {
    return { verdict: 'n/a', summary: 'no staffed hours are given' };
  }
  if (!isDeployDay(now.date, look)) {
    return { verdict: 'n/a', summary: `${showDate(now.date)} is not a deploy day` };
  }
  const question = `Can this deploy end before ${showMinutes(hours.to)}?`;
  const clock = showMinutes(now.minutes);
  if (latestStart < hours.from) {
    const length = showDuration((hours.to - hours.from) * 60_000);
    return { verdict: 'no-go', question, summary: `it may take ${showDuration(finish)}, staffed hours are ${length}` };
  }
  if (now.minutes > latestStart) {
    return { verdict: 'no-go', question, summary: `${clock}, latest start was ${showMinutes(latestStart)}` };
  }
  if (now.minutes < hours.from) {
    const [from, to] = [showMinutes(hours.from), showMinutes(hours.to)];
    const tooEarly = `Is it within staffed hours (${from}–${to})?`;
    return { verdict: 'no-go', question: tooEarly, summary: `${clock}, staffed hours begin at ${from}` };
  }
  return { verdict: 'go', question, summary: `${clock}, latest start ${showMinutes(latestStart)}` };
}

function day(look: Look): FacetFound {
  const { now, calendar, deployDays } = look;
  const name = nameOf(now.weekday);
  const question = `Is ${name} one of our deploy days?`;
  if (isDeployDay(now.date, look)) {
    return { verdict: 'go', question, summary: `${name} is a deploy day` };
  }
  const because = calendar.holidays.has(now.date)
    ? `${showDate(now.date)} is a holiday`
    : !calendar.workDays.includes(now.weekday)
      ? `${name} is not a working day`
      : `${name} is not one of the deploy days (${deployDays.map(showWeekday).join(', ')})`;
  return { verdict: 'no-go', question, summary: because };
}

function beforeDayOff({ now, calendar, isWorking, offAfter }: Look): FacetFound {
  if (!isWorking || isLastWorkingDay(now.date, calendar)) {
    return { verdict: 'n/a', summary: isWorking ? 'it is the last working day' : 'not a working day' };
  }
  return offAfter > 0
    ? { verdict: 'no-go', summary: `tomorrow is a day off (${plural(offAfter, 'day')})` }
    : { verdict: 'go', summary: 'tomorrow is a working day' };
}

function afterBreak({ isWorking, offBefore, breakDays }: Look): FacetFound {
  if (!isWorking) {
    return { verdict: 'n/a', summary: 'not a working day' };
  }
  return offBefore >= breakDays
    ? { verdict: 'no-go', summary: `first working day after ${plural(offBefore, 'day')} off` }
    : {
        verdict: 'go',
        summary: offBefore === 0 ? 'yesterday was a working day' : `${plural(offBefore, 'day')} off before`,
      };
}
