import type { StampedEvent } from '../../run/events.js';
import { answerMeaning } from '../answer-words.js';
import { csvLine } from './csv.js';

/** A run and what happened in it, as far as that can be read. */
export interface AnsweredRun {
  readonly run: string;
  readonly events: readonly StampedEvent[];
}

/** One line an answer, in the order in which they were given; after a line with the names of the columns, which are stable. */
export function* csvAnswers(runs: Iterable<AnsweredRun>): Generator<string> {
  yield csvLine([
    'run',
    'time',
    'item',
    'facet',
    'question',
    'answer',
    'how',
    'by',
    'reason',
    'second',
    'ms_on_screen',
    'go_answer',
    'said',
  ]);
  for (const { run, events } of runs) {
    yield events.map((event) => answerLine(run, event)).join('');
  }
}

function answerLine(run: string, { t, event }: StampedEvent): string {
  if (event.type !== 'answer') {
    return '';
  }

  const { check, facet, question, answer, how, by, reason, second, ms_on_screen, go_answer } = event;
  const { said } = answerMeaning(event);
  return csvLine([run, t, check, facet, question, answer, how, by, reason, second?.by, ms_on_screen, go_answer, said]);
}
