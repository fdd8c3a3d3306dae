import { type CivilDate, daysBetween } from '../../calendar/civil.js';
import { createLocalTimes, dateOfDay } from './local-time.js';
import type { Stats, WeekStats } from './stats.js';

/** Deployments per week over a span, in no more steps than there is room for. */
export interface Weekly {
  /** The earliest first. */
  readonly steps: readonly number[];
  /** How many weeks a step is; the last one may have fewer. */
  readonly weeksPerStep: number;
  readonly weeks: number;
  readonly first: WeekStats;
  readonly last: WeekStats;
  /** The latest of the highest. */
  readonly highest: WeekStats;
}

/** Undefined without a span. */
export function weekly({ span, tz, weeks }: Pick<Stats, 'span' | 'tz' | 'weeks'>, room: number): Weekly | undefined {
  if (span === undefined) {
    return undefined;
  }

  const localTime = createLocalTimes(tz);
  const monday = (ms: number): CivilDate => dateOfDay(localTime(ms).monday);
  const begin = earliest(monday(span.from), weeks[0]?.monday);
  const end = latest(monday(Math.max(span.from, span.to - 1)), weeks.at(-1)?.monday);
  const count = weeksBetween(begin, end) + 1;
  const weeksPerStep = Math.ceil(count / Math.max(1, room));
  const steps = Array.from({ length: Math.ceil(count / weeksPerStep) }, () => 0);
  for (const { monday: week, deployments } of weeks) {
    const step = Math.floor(weeksBetween(begin, week) / weeksPerStep);
    steps[step] = (steps[step] ?? 0) + deployments;
  }

  const at = (date: CivilDate): WeekStats =>
    weeks.find((week) => week.monday === date) ?? { monday: date, deployments: 0 };
  const highest = weeks.reduce((most, week) => (week.deployments >= most.deployments ? week : most), at(begin));
  return { steps, weeksPerStep, weeks: count, first: at(begin), last: at(end), highest };
}

const earliest = (a: CivilDate, b: CivilDate = a): CivilDate => (b < a ? b : a);
const latest = (a: CivilDate, b: CivilDate = a): CivilDate => (b > a ? b : a);

const weeksBetween = (from: CivilDate, to: CivilDate): number => Math.round(daysBetween(from, to) / 7);
