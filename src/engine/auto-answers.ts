import { autoAnswer } from '../run/auto-answer.js';
import type { Answered } from '../run/events.js';
import type { Standing } from '../run/questions.js';

/**
 * The answers of an item that the last look found passing: nobody has to be asked, and it is on record that nobody
 * was. None as long as one of its questions is for a person.
 */
export function autoAnswers({ questions }: Standing): readonly Answered[] {
  const open = questions.filter((question) => question.answer === undefined);
  return open.some((question) => question.mode !== 'passing') ? [] : open.map((question) => autoAnswer(question));
}
