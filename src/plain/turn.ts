import type { Situation } from '../engine/session.js';
import type { Question } from '../run/questions.js';
import { type Focus, focusOf } from '../ui/focus.js';
import { passesByItself } from '../ui/passing.js';
import type { Screen } from '../ui/screen.js';
import { isWaiting, purposeOf } from './at-hand.js';

/** What happens next in the conversation. */
export type Turn =
  | { readonly do: 'leave' }
  /** Nothing can be answered before more is found. */
  | { readonly do: 'wait' }
  /** It is go by itself. */
  | { readonly do: 'pass'; readonly question: Question }
  | { readonly do: 'ask' };

export interface TurnNow {
  readonly turn: Turn;
  /** Changes with whatever is waited for or asked, however slightly. */
  readonly identity: string;
}

/** @param again id of the item that the operator wanted looked at again */
export function turnOf(screen: Screen, focus: Focus, situation: Situation, again: string | undefined): TurnNow {
  const waits = isWaiting(focus, situation, again);
  const identity = waits ? `waiting ${screen.at ?? ''}` : `${purposeOf(screen)} ${focus.identity}`;
  if (focus.on === 'done') {
    return { turn: { do: 'leave' }, identity };
  }

  if (waits) {
    return { turn: { do: 'wait' }, identity };
  }

  const passes = focus.on === 'question' && passesByItself(screen, focus);
  return { turn: passes ? { do: 'pass', question: focus.question } : { do: 'ask' }, identity };
}

/**
 * What is being typed is about something that is asked no longer. What is accepted beside an override hangs on nothing
 * that could change: the override stands already.
 */
export function isOutdated(screen: Screen, situation: Situation): boolean {
  const { view } = screen;
  const isAbout = view.type === 'choice' || (view.type === 'input' && view.purpose.for !== 'accept');
  return isAbout && focusOf(screen, situation).identity !== view.about;
}
