import type { Situation } from '../engine/session.js';
import type { Question } from '../run/questions.js';
import { answered } from './answered.js';
import { reset } from './back.js';
import type { Filling, Response, Screen } from './screen.js';
import { emptyField } from './text-field.js';

export interface FormStep {
  readonly screen: Screen;
  readonly situation: Situation;
  readonly question: Question;
  /** Identity of what was asked when the go began. */
  readonly about: string;
  readonly filling: Filling;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

/**
 * What comes next on the way to a go: the choice of its form, then its lines, then who answered if that is not the
 * operator. Only then is it recorded, once.
 */
export function goOn({ screen, situation, question, about, filling, nowMs }: FormStep): Response {
  const { form, mode } = question;
  const { key, told, line, reason } = filling;
  if (form?.choice !== undefined && told[form.choice.name] === undefined) {
    return { screen: { ...screen, view: { type: 'choice', filling, about, row: 0 } } };
  }

  if (form?.lines?.[line] !== undefined) {
    const purpose = { for: 'told', key, filling } as const;
    return { screen: { ...screen, view: { type: 'input', purpose, about, field: emptyField } } };
  }

  const given = { ...(reason === undefined ? {} : { reason }), told };
  if (askedOf(question, situation) !== undefined && (mode === 'human' || mode === 'unknown')) {
    const purpose = { for: 'answered-by', key, answer: 'go', ...given } as const;
    return { screen: { ...screen, view: { type: 'input', purpose, about, field: emptyField } } };
  }

  return { screen: reset(screen), record: answered(situation, screen, question, nowMs, { answer: 'go', ...given }) };
}

/** Who has to answer, if not the operator. */
export const askedOf = ({ check }: Question, { plan }: Situation): string | undefined =>
  plan.find((item) => item.id === check)?.by;
