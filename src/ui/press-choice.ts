import type { Situation } from '../engine/session.js';
import type { Question } from '../run/questions.js';
import { questionAt } from '../run/walk.js';
import { backToQuestion, reset } from './back.js';
import { type ChoiceRow, choiceRows } from './choice-rows.js';
import { identityOf, walked } from './focus.js';
import { heldness, isBurst } from './held.js';
import { goOn } from './press-form.js';
import { guardMs, type Press, type Response, type Screen, settleMs, type View } from './screen.js';
import { tooSoon } from './too-soon.js';

export type ChoiceView = Extract<View, { type: 'choice' }>;

/** Keys on the page of a choice: its first row is neutral, and nothing counts that nobody can have read. */
export function pressInChoice(screen: Screen, view: ChoiceView, situation: Situation, press: Press): Response {
  const { key, nowMs } = press;
  if (key.name === 'escape') {
    return { screen: backToQuestion(screen) };
  }

  if (view.sinceMs === undefined || nowMs - view.sinceMs < guardMs) {
    return { screen: tooSoon(screen, key) };
  }

  if (isBurst(screen.last, press)) {
    return { screen: { ...screen, hint: 'Several characters at once choose nothing: press one key.' } };
  }

  const question = questionAt(walked(situation), view.filling.key);
  if (question?.form?.choice === undefined || !takesForm(question)) {
    return noLonger(screen);
  }

  const rows = choiceRows(question.form.choice);
  const to = (row: number): Response => ({
    screen: { ...screen, view: { ...view, row: Math.max(0, Math.min(rows.length - 1, row)) } },
  });
  switch (key.name) {
    case 'up':
      return to(view.row - 1);
    case 'down':
      return to(view.row + 1);
    case 'home':
      return to(0);
    case 'end':
      return to(rows.length - 1);
    case 'enter':
      return take(rows[view.row], { screen, view, situation, nowMs }, press);
    case 'char':
      return take(
        rows.find((one) => one.key === key.char.toLowerCase()),
        { screen, view, situation, nowMs },
        press,
      );
    default:
      return { screen };
  }
}

function take(row: ChoiceRow | undefined, choosing: Choosing, press: Press): Response {
  const { screen } = choosing;
  if (row === undefined) {
    return { screen };
  }

  switch (heldness(screen.last, press)) {
    case 'pressed':
      return row.value === undefined ? { screen: backToQuestion(screen) } : choose(row.value, choosing);
    case 'maybe':
      return { screen, act: { do: 'settle', afterMs: settleMs } };
    case 'held':
      return { screen: { ...screen, hint: 'A key held down chooses nothing.' } };
  }
}

export interface Choosing {
  readonly screen: Screen;
  readonly view: ChoiceView;
  readonly situation: Situation;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

/** What was chosen goes with the go, unless something else is asked by now. */
export function choose(value: string, { screen, view, situation, nowMs }: Choosing): Response {
  const { filling } = view;
  const question = questionAt(walked(situation), filling.key);
  const choice = question?.form?.choice;
  if (question === undefined || choice === undefined || !takesForm(question)) {
    return noLonger(screen);
  }

  const about = identityOf(question, situation);
  if (about !== view.about) {
    const { sinceMs: _before, ...rest } = view;
    const problem = 'New evidence came meanwhile. Look at it, then choose again.';
    return { screen: { ...screen, view: { ...rest, about, problem } } };
  }

  const told = { ...filling.told, [choice.name]: value };
  return goOn({ screen, situation, question, about, filling: { ...filling, told }, nowMs });
}

const noLonger = (screen: Screen): Response => ({
  screen: { ...reset(screen), hint: 'That question is not open any more: nothing was recorded.' },
});

/** Whether a go that still needs its form can be given to it. */
const takesForm = ({ answer, mode }: Question): boolean =>
  answer === undefined && (mode === 'human' || mode === 'unknown' || mode === 'warning');
