import type { Situation } from '../engine/session.js';
import { launchGate } from '../run/gate.js';
import type { Question } from '../run/questions.js';
import { short } from '../run/release.js';
import { questionAt } from '../run/walk.js';
import { walked } from './focus.js';
import { matchPerson, secondPerson } from './people.js';
import { answered, reset } from './press-row.js';
import type { Press, Purpose, Response, Screen, View } from './screen.js';
import { editField, emptyField } from './text-field.js';

type InputView = Extract<View, { type: 'input' }>;

/** Fewer characters are no reason (checks.md §1.4). */
export const minReason = 15;

/** Keys while a line is being typed: Enter hands it in, Escape throws it away. */
export function pressInInput(screen: Screen, view: InputView, situation: Situation, press: Press): Response {
  const { key } = press;
  if (key.name === 'escape') {
    return { screen: { ...screen, view: { type: 'main' }, row: 0, drawn: undefined } };
  }

  if (key.name === 'enter') {
    return handIn(screen, view, situation, press.nowMs);
  }

  const field = editField(view.field, key);
  return field === undefined
    ? { screen }
    : { screen: { ...screen, view: { type: 'input', purpose: view.purpose, field } } };
}

/** What has to be typed to launch: the target and the short commit. */
export const launchPhrase = ({ run }: Situation): string => `${run.target} ${short(run.release.commit)}`;

/** Keys on the launch page. A paste is refused: what is deployed where has to pass through the operator's fingers. */
export function pressInPhrase(screen: Screen, situation: Situation, press: Press): Response {
  const { key } = press;
  const { text } = screen.phrase;
  if (key.name === 'paste') {
    return { screen: { ...screen, hint: 'Type it: a paste does not launch.' } };
  }

  if (key.name === 'escape') {
    return text === '' ? { screen, act: { do: 'leave', how: 'pause' } } : { screen: { ...screen, phrase: emptyField } };
  }

  if (key.name === 'enter') {
    return handInPhrase(screen, situation);
  }

  const phrase = editField(screen.phrase, key);
  return phrase === undefined ? { screen } : { screen: { ...screen, phrase } };
}

function handInPhrase(screen: Screen, situation: Situation): Response {
  const wanted = launchPhrase(situation);
  if (screen.phrase.text.trim() !== wanted) {
    return screen.phrase.text === ''
      ? { screen: { ...screen, hint: `To launch, type: ${wanted}` } }
      : { screen: { ...screen, hint: `That is not it. To launch, type exactly: ${wanted}` } };
  }

  const gate = launchGate(situation.run, situation.before);
  return gate.open
    ? { screen: { ...screen, phrase: emptyField }, act: { do: 'decide', typed: screen.phrase.text } }
    : { screen: { ...screen, hint: gate.because[0] ?? 'not yet' } };
}

function handIn(screen: Screen, view: InputView, situation: Situation, nowMs: number): Response {
  const { purpose } = view;
  const text = view.field.text.trim();
  const problem = (sentence: string, changed: Purpose = purpose): Response => ({
    screen: { ...screen, view: { type: 'input', purpose: changed, field: view.field, problem: sentence } },
  });
  if (purpose.for === 'undo') {
    return text === situation.run.target
      ? { screen: reset(screen), act: { do: 'leave', how: 'undo' } }
      : problem(`To roll back, type the target: ${situation.run.target}`);
  }

  if (purpose.for === 'judge') {
    return text.length < minReason
      ? problem(tooShort(text))
      : {
          screen: reset(screen),
          record: { type: 'deploy.judged', outcome: purpose.outcome, by: situation.operator.name, reason: text },
        };
  }

  const question = questionAt(walked(situation), purpose.key);
  if (question === undefined) {
    // It went away while the operator typed: new evidence settled it.
    return { screen: { ...reset(screen), hint: 'That question is not open any more.' } };
  }

  return handInAnswer({ screen, purpose, question, situation, nowMs, text, problem });
}

interface AnswerInput {
  readonly screen: Screen;
  readonly purpose: Exclude<Purpose, { for: 'undo' | 'judge' }>;
  readonly question: Question;
  readonly situation: Situation;
  readonly nowMs: number;
  readonly text: string;
  readonly problem: (sentence: string, changed?: Purpose) => Response;
}

function handInAnswer(input: AnswerInput): Response {
  const { screen, purpose, question, situation, nowMs, text, problem } = input;
  const give = (given: Parameters<typeof answered>[4]): Response => ({
    screen: reset(screen),
    record: answered(situation, screen, question, nowMs, given),
  });
  switch (purpose.for) {
    case 'comment':
      return text === '' ? problem('Write the comment, or press Esc.') : give({ answer: 'go', reason: text });
    case 'not-applicable':
      return text.length < minReason ? problem(tooShort(text)) : give({ answer: 'n/a', how: 'human', reason: text });
    case 'answered-by': {
      const by = situation.plan.find((item) => item.id === question.check)?.by ?? '';
      const person = matchPerson(text, by, situation.checklist.people);
      return person.ok ? give({ answer: purpose.answer, by: person.name }) : problem(person.problem);
    }
    case 'override': {
      if (text.length < minReason) {
        return problem(tooShort(text));
      }

      if (text === situation.pastReason(question.check) && !purpose.sameReasonRefused) {
        return problem('You gave the same reason last time. Say what is different today.', {
          ...purpose,
          sameReasonRefused: true,
        });
      }

      return question.override === 'second'
        ? {
            screen: {
              ...screen,
              view: { type: 'input', purpose: { for: 'second', key: purpose.key, reason: text }, field: emptyField },
            },
          }
        : give({ answer: 'go', how: 'override', reason: text });
    }
    case 'second': {
      const person = secondPerson(text, situation.operator, situation.checklist.people);
      return person.ok
        ? give({
            answer: 'go',
            how: 'override',
            reason: purpose.reason,
            second: { by: person.name, how: 'named', verified: false },
          })
        : problem(person.problem);
    }
  }
}

const tooShort = (text: string): string => `A reason has at least ${minReason} characters; this has ${text.length}.`;
