import type { Situation } from '../engine/session.js';
import { launchGate } from '../run/gate.js';
import { short } from '../run/release.js';
import type { Press, Response, Screen } from './screen.js';
import { editField, emptyField } from './text-field.js';

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

/** What the phrase as it stands comes to: the last look, or a hint what is wrong. */
export function handInPhrase(screen: Screen, situation: Situation): Response {
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
