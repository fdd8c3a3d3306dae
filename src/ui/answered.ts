import type { Situation } from '../engine/session.js';
import type { Answered, How } from '../run/events.js';
import type { Question } from '../run/questions.js';
import type { Screen } from './screen.js';

/** What an answer says beyond what it is about. */
export type Given = Pick<Answered, 'answer'> &
  Partial<Pick<Answered, 'how' | 'reason' | 'second' | 'follow_up' | 'by' | 'told'>>;

/** The record of an answer, with the question exactly as it was shown. */
export function answered(
  situation: Situation,
  screen: Screen,
  question: Question,
  nowMs: number,
  given: Given,
): Answered {
  const how = given.how ?? howOf(question);
  return {
    type: 'answer',
    check: question.check,
    ...(question.facet === undefined ? {} : { facet: question.facet }),
    question: question.text,
    go_answer: question.go,
    answer: given.answer,
    how,
    by: given.by ?? situation.operator.name,
    ...(given.reason === undefined ? {} : { reason: given.reason }),
    ...(how === 'by-hand' ? { because: question.summary } : {}),
    ...(given.told === undefined || Object.keys(given.told).length === 0 ? {} : { told: given.told }),
    ...(given.second === undefined ? {} : { second: given.second }),
    ...(given.follow_up === undefined ? {} : { follow_up: given.follow_up }),
    seen: question.verdict,
    findings: question.findings,
    ms_on_screen: msOnScreen(screen, question, nowMs),
  };
}

/** How long a question has been on screen, in milliseconds; 0 for one that is not. */
export const msOnScreen = ({ drawn }: Screen, { key }: Question, nowMs: number): number =>
  drawn?.key === key ? Math.round(nowMs - drawn.sinceMs) : 0;

function howOf(question: Question): How {
  switch (question.mode) {
    case 'warning':
      return 'accepted-warning';
    case 'unknown':
      return 'by-hand';
    default:
      return 'human';
  }
}
