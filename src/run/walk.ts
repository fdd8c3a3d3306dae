import { type Plan, type PlannedItem, walkOrder } from './plan.js';
import { type Question, type Standing, standing } from './questions.js';
import type { Run } from './run.js';

/** Where all items of a phase stand, in walking order. */
export const standings = (run: Run, plan: Plan, phase: PlannedItem['phase'] = 'before'): readonly Standing[] =>
  walkOrder(plan, phase).map((item) => standing(run, item));

/**
 * The question that is asked next: the first open one in walking order whose evidence is there, so that a slow host
 * never holds up a question. `undefined` when nothing can be asked right now.
 */
export function nextQuestion(list: readonly Standing[]): Question | undefined {
  return list.find((one) => one.state === 'open')?.questions.find((question) => question.answer === undefined);
}

/** The question with this key as it stands now, answered or not. */
export const questionAt = (list: readonly Standing[], key: string): Question | undefined =>
  list.flatMap((one) => one.questions).find((question) => question.key === key);

/** Whether every item is settled: the launch page may be shown. */
export const allSettled = (list: readonly Standing[]): boolean => list.every((one) => one.state === 'settled');
