import type { Answered } from './events.js';
import type { Question } from './questions.js';

/**
 * The record of a question that passes by itself: nobody has to be asked, and it says that nobody was.
 * @param msOnScreen how long somebody could read it, in milliseconds
 */
export const autoAnswer = (question: Question, msOnScreen = 0): Answered => ({
  type: 'answer',
  check: question.check,
  ...(question.facet === undefined ? {} : { facet: question.facet }),
  question: question.text,
  go_answer: question.go,
  answer: question.verdict === 'n/a' ? 'n/a' : 'go',
  how: 'auto',
  by: 'shipit',
  seen: question.verdict,
  findings: question.findings,
  ms_on_screen: msOnScreen,
});
