import type { Situation } from '../engine/session.js';
import { questionAt } from '../run/walk.js';
import { backToQuestion, reset } from './back.js';
import { identityOf, walked } from './focus.js';
import { handInAccept } from './press-accept.js';
import { canAnswer, handInAnswer } from './press-answer.js';
import { handInWatch, isWatchPurpose } from './press-watch.js';
import { minReason, tooShort } from './reason.js';
import { heldWithinMs, type Press, type Response, type Screen, type View } from './screen.js';
import { editField } from './text-field.js';

type InputView = Extract<View, { type: 'input' }>;

/** Keys while a line is being typed: Enter hands it in, Escape throws it away. */
export function pressInInput(screen: Screen, view: InputView, situation: Situation, press: Press): Response {
  const { key } = press;
  if (key.name === 'escape') {
    return { screen: view.purpose.for === 'accept' ? reset(screen) : backToQuestion(screen) };
  }

  if (key.name === 'enter') {
    // Held down, it would go on to the next line, or past a refusal, unread.
    const held = screen.last?.key === 'enter' && press.nowMs - screen.last.atMs < heldWithinMs;
    return held ? { screen } : handIn(screen, view, situation, press.nowMs);
  }

  const field = editField(view.field, key);
  const { problem: _answered, ...rest } = view;
  return field === undefined ? { screen } : { screen: { ...screen, view: { ...rest, field } } };
}

/** What the line as it stands comes to: the next record, the next line to type, or a problem with this one. */
export function handIn(screen: Screen, view: InputView, situation: Situation, nowMs: number): Response {
  const { purpose } = view;
  const text = view.field.text.trim();
  const problem = (sentence: string, changed: Partial<InputView> = {}): Response => ({
    screen: { ...screen, view: { ...view, ...changed, problem: sentence } },
  });
  if (purpose.for === 'undo') {
    return text === situation.run.target
      ? { screen: reset(screen), act: { do: 'leave', how: 'undo' } }
      : problem(`To roll back, type the target: ${situation.run.target}`);
  }

  if (isWatchPurpose(purpose)) {
    return handInWatch({ purpose, text, situation, done: reset(screen), problem });
  }

  if (purpose.for === 'accept') {
    return handInAccept({ purpose, text, situation, done: reset(screen), problem });
  }

  if (purpose.for === 'judge') {
    return text.length < minReason
      ? problem(tooShort(text))
      : {
          screen: reset(screen),
          record: {
            type: situation.run.undo !== undefined ? 'undo.judged' : 'deploy.judged',
            outcome: purpose.outcome,
            by: situation.operator.name,
            reason: text,
          },
        };
  }

  const question = questionAt(walked(situation), purpose.key);
  if (question === undefined || question.answer !== undefined || !canAnswer(purpose, question)) {
    // New evidence came while the operator typed.
    return { screen: { ...reset(screen), hint: 'That question is not open any more: nothing was recorded.' } };
  }

  const about = identityOf(question, situation);
  if (about !== view.about) {
    return problem('New evidence came while you typed. Look at it, then press Enter again.', { about });
  }

  return handInAnswer({ screen, view, purpose, question, situation, nowMs, text, problem });
}
