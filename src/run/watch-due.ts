import { finished, humanAt, toAnswer, type WatchState } from './watch.js';
import { waitMs } from './watch-answers.js';
import type { WatchPlan } from './watch-plan.js';

/** What a watch's next questions depend on. Milliseconds of a clock that never jumps. */
export interface DueFacts {
  readonly plan: WatchPlan;
  readonly watch: WatchState;
  /** Since the watch began, in this process. */
  readonly sinceMs: number;
  /** Since everything that counts has been green. */
  readonly greenMs: number;
  /** Everything was looked at, and nothing is on its way to failing. */
  readonly calm: boolean;
  /** A person was asked and has not answered yet. */
  readonly asking: boolean;
  /** Since the operator said to wait, if a wait runs. */
  readonly waitedMs: number;
}

/** Facets of the questions that have to be opened now, in the order they are asked. */
export function dueQuestions({ plan, watch, sinceMs, greenMs, calm, asking, waitedMs }: DueFacts): readonly string[] {
  const asksPeople = mattersTo(plan.levels.human);
  const people = asksPeople ? humanTimes(plan).filter((time) => !watch.asked.includes(humanAt(showTime(time)))) : [];
  const due = people.filter((time) => time <= sinceMs).map((time) => humanAt(showTime(time)));
  const wait = watch.waiting !== undefined && waitedMs >= waitMs ? ['probes'] : [];
  const over =
    !watch.asked.includes(finished) &&
    due.length === people.length &&
    calm &&
    isGreen(watch, plan) &&
    greenMs >= plan.forMs;
  // Whoever has not answered by the end answers at the end: once is enough.
  const asksAtEnd =
    asksPeople && plan.askAt.includes('end') && !asking && due.length === 0 && !watch.asked.includes(humanAt('end'));
  return [...wait, ...due, ...(over ? [...(asksAtEnd ? [humanAt('end')] : []), finished] : [])];
}

/** Nothing fails that somebody has yet to say something about. */
export const isGreen = (watch: WatchState, plan: WatchPlan): boolean =>
  !probesMatter(plan) || (watch.waiting === undefined && toAnswer(watch).length === 0);

/** Whether anything depends on what the probes find. */
export const probesMatter = ({ levels }: WatchPlan): boolean => mattersTo(levels.probes);

/** When a person is asked next, in milliseconds since the watch began; undefined when only the end is left. */
export const nextHumanMs = (watch: WatchState, plan: WatchPlan): number | undefined =>
  mattersTo(plan.levels.human)
    ? humanTimes(plan).find((time) => !watch.asked.includes(humanAt(showTime(time))))
    : undefined;

/** Milliseconds until the last question can be asked at the earliest. */
export const remainingMs = ({ plan, sinceMs, greenMs }: Pick<DueFacts, 'plan' | 'sinceMs' | 'greenMs'>): number =>
  Math.max(
    0,
    plan.forMs - greenMs,
    ...(mattersTo(plan.levels.human) ? humanTimes(plan).map((time) => time - sinceMs) : []),
  );

const mattersTo = (level: WatchPlan['levels']['human']): boolean => level === 'block' || level === 'warn';

const humanTimes = ({ askAt }: WatchPlan): readonly number[] => askAt.filter((time) => time !== 'end');

/** `0m`, `60m`, `90s`. */
const showTime = (ms: number): string => (ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1000}s`);
