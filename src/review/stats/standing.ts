import type { AnswerFacts, ItemFacts } from '../../run/run-facts.js';
import type { Standing } from './stats.js';

/** How an item stood when its run went on past it: by the last answer to each of its facets. */
export function standingOf({ worst, answers }: ItemFacts): Standing {
  const counting = lastAnswers(answers);
  const sign = signs.find(([how]) => counting.some((answer) => answer.how === how));
  if (sign !== undefined) {
    return sign[1];
  }

  const isNothing = counting.length === 0 ? worst === 'n/a' : counting.every(({ answer }) => answer === 'n/a');
  return isNothing ? 'n/a' : counting.some(({ how }) => how === 'human') ? 'human' : 'auto';
}

const signs = [
  ['override', 'overridden'],
  ['by-hand', 'by-hand'],
  ['accepted-warning', 'accepted-warning'],
] as const;

/** A stop answers nothing. */
function lastAnswers(answers: readonly AnswerFacts[]): readonly AnswerFacts[] {
  const given = answers.filter(({ answer }) => answer !== 'stop');
  // Nearly always: a log has very many of them.
  return given.length < 2 ? given : [...new Map(given.map((answer) => [answer.facet, answer])).values()];
}

/** No item at all of each sort. */
export const noStandings = (): Record<Standing, number> => ({
  overridden: 0,
  'by-hand': 0,
  'accepted-warning': 0,
  'n/a': 0,
  absent: 0,
  human: 0,
  auto: 0,
});
