import type { ShownRecord } from '../show.js';
import { csvLine } from './csv.js';

/** A run and its records, as far as they can be read. */
export interface AnsweredRun {
  readonly run: string;
  readonly records: readonly ShownRecord[];
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
  ]);
  for (const { run, records } of runs) {
    yield records.map((record) => answerLine(run, record)).join('');
  }
}

function answerLine(run: string, { t, event }: ShownRecord): string {
  if (event?.type !== 'answer') {
    return '';
  }

  const { check, facet, question, answer, how, by, reason, second, ms_on_screen } = event;
  return csvLine([run, t, check, facet, question, answer, how, by, reason, second?.by, ms_on_screen]);
}
