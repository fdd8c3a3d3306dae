import type { Situation } from '../engine/session.js';
import type { Second } from '../run/events.js';
import type { Mode, Question } from '../run/questions.js';
import { answered, type Given } from './answered.js';
import { reset } from './back.js';
import { matchPerson, secondCandidates, secondPerson, withoutSecond } from './people.js';
import { acceptable } from './press-accept.js';
import { askedOf, goOn } from './press-form.js';
import type { WatchPurpose } from './press-watch.js';
import { minReason, tooShort } from './reason.js';
import type { Filling, Purpose, Response, Screen, View } from './screen.js';
import { emptyField } from './text-field.js';
import { toldLine } from './told-line.js';

type InputView = Extract<View, { type: 'input' }>;

/** What a line can be typed for that answers a question. */
export type AnswerPurpose = Exclude<Purpose, { for: 'undo' | 'judge' | 'accept' | WatchPurpose['for'] }>;

/** Which questions a line being typed can answer. */
const answers: Readonly<Record<AnswerPurpose['for'], readonly Mode[]>> = {
  override: ['no-go'],
  'follow-up': ['no-go'],
  second: ['no-go'],
  comment: ['warning'],
  told: ['human', 'unknown', 'warning'],
  'not-applicable': ['human'],
  'answered-by': ['human', 'unknown'],
};

export const canAnswer = (purpose: AnswerPurpose, question: Question): boolean =>
  answers[purpose.for].includes(question.mode);

export interface AnswerInput {
  readonly screen: Screen;
  readonly view: InputView;
  readonly purpose: AnswerPurpose;
  readonly question: Question;
  readonly situation: Situation;
  readonly nowMs: number;
  readonly text: string;
  readonly problem: (sentence: string, changed?: Partial<InputView>) => Response;
}

/** The line as an answer, or as a part of one. */
export function handInAnswer(input: AnswerInput): Response {
  const { screen, view, purpose, question, situation, nowMs, text, problem } = input;
  const give = (given: Given): Response => ({
    screen: reset(screen),
    record: answered(situation, screen, question, nowMs, given),
  });
  const fill = (filling: Filling): Response => goOn({ screen, situation, question, about: view.about, filling, nowMs });
  const followUp = situation.plan.find(({ id }) => id === question.check)?.overrideFollowUp;
  const nextScreen = (then: Purpose): Screen => ({
    ...screen,
    view: { type: 'input', purpose: then, about: view.about, field: emptyField },
  });
  const next = (then: Purpose): Response => ({ screen: nextScreen(then) });
  const override = (reason: string, second?: Second): Response => {
    const given = give({
      answer: 'go',
      how: 'override',
      reason,
      ...(second === undefined ? {} : { second }),
      ...(followUp === undefined ? {} : { follow_up: { question: followUp, answer: 'yes' } }),
    });
    const keys = acceptable(question, situation);
    return keys.length === 0
      ? given
      : { ...given, screen: nextScreen({ for: 'accept', key: question.key, keys, reason }) };
  };
  const withReason = (reason: string): Response => {
    if (question.override !== 'second') {
      return override(reason);
    }

    return secondCandidates(situation.operator, situation.checklist.people).length === 0
      ? problem(withoutSecond)
      : next({ for: 'second', key: question.key, reason });
  };
  switch (purpose.for) {
    case 'comment':
      return text === ''
        ? problem('Write the comment, or press Esc.')
        : fill({ key: purpose.key, told: {}, line: 0, reason: text });
    case 'told': {
      const { filling } = purpose;
      const line = question.form?.lines?.[filling.line];
      const told = line && toldLine(text, line, situation);
      if (line === undefined || told === undefined) {
        return { screen: { ...reset(screen), hint: 'That is not asked any more: nothing was recorded.' } };
      }

      return told.ok
        ? fill({
            ...filling,
            line: filling.line + 1,
            told: told.value === '' ? filling.told : { ...filling.told, [line.name]: told.value },
          })
        : problem(told.problem);
    }
    case 'not-applicable': {
      if (text.length < minReason) {
        return problem(tooShort(text));
      }

      // Whoever has to answer it has to say so, too, when it is not to be answered.
      return askedOf(question, situation) === undefined
        ? give({ answer: 'n/a', how: 'human', reason: text })
        : next({ for: 'answered-by', key: purpose.key, answer: 'n/a', reason: text });
    }
    case 'answered-by': {
      const person = matchPerson(text, askedOf(question, situation) ?? '', situation.checklist.people);
      const { answer, reason, told } = purpose;
      return person.ok
        ? give({
            answer,
            by: person.name,
            ...(reason === undefined ? {} : { reason }),
            ...(told === undefined ? {} : { told }),
          })
        : problem(person.problem);
    }
    case 'override': {
      if (text.length < minReason) {
        return problem(tooShort(text));
      }

      if (text === situation.pastReason(question.check) && !purpose.sameReasonRefused) {
        return problem('You gave the same reason last time. Say what is different today.', {
          purpose: { ...purpose, sameReasonRefused: true },
        });
      }

      return followUp === undefined ? withReason(text) : next({ for: 'follow-up', key: purpose.key, reason: text });
    }
    case 'follow-up':
      return /^yes$/i.test(text)
        ? withReason(purpose.reason)
        : problem(/^no$/i.test(text) ? 'Then look at it first: Esc goes back to the question.' : 'Type yes or no.');
    case 'second': {
      const person = secondPerson(text, situation.operator, situation.checklist.people);
      return person.ok
        ? override(purpose.reason, { by: person.name, how: 'named', verified: false })
        : problem(person.problem);
    }
  }
}
