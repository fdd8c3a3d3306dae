import type { AnswerFacts, ItemFacts } from '../../run/run-facts.js';
import type { Standing } from './stats.js';

/** How an item stood when its run went on past it: by the last answer to each of its facets. */
export function standingOf({ worst, answers }: ItemFacts): Standing {
  const counting = [...lastAnswers(answers).values()];
  const worstSign = signs.find((sign) => counting.some(({ how }) => how === sign));
  if (worstSign !== undefined) {
    return worstSign;
  }

  const isNothing = counting.length === 0 ? worst === 'n/a' : counting.every(({ answer }) => answer === 'n/a');
  return isNothing ? 'n/a' : counting.some(({ how }) => how === 'human') ? 'human' : 'auto';
}

const signs = ['overridden', 'by-hand', 'accepted-warning'] as const;

/** A stop answers nothing. */
function lastAnswers(answers: readonly AnswerFacts[]): ReadonlyMap<string, Said> {
  const last = new Map<string, Said>();
  for (const { facet = '', answer, how } of answers) {
    if (answer !== 'stop') {
      last.set(facet, { answer, how: how === 'override' ? 'overridden' : how });
    }
  }

  return last;
}

interface Said {
  readonly answer: AnswerFacts['answer'];
  readonly how: Exclude<AnswerFacts['how'], 'override'> | 'overridden';
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
