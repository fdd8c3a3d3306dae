import { overrideWords } from '../engine/override-history.js';
import type { Situation } from '../engine/session.js';
import { questionAt } from '../run/walk.js';
import { walked } from './focus.js';
import { secondCandidates, withoutSecond } from './people.js';
import type { View } from './screen.js';

/** What is good to know while the line is typed, one sentence each. */
export function inputNotes({ purpose }: Pick<Extract<View, { type: 'input' }>, 'purpose'>, situation: Situation) {
  switch (purpose.for) {
    case 'override':
      return overrideNotes(purpose.key, situation);
    case 'second':
      return [secondNote(situation)];
    case 'accept':
      return purpose.keys.length > 1 ? purpose.keys : [];
    default:
      return [];
  }
}

function overrideNotes(key: string, situation: Situation): readonly string[] {
  const [check = ''] = key.split('/');
  const words = overrideWords(situation.pastOverrides(check));
  const reason = situation.pastReason(check);
  const needsSecond = questionAt(walked(situation), key)?.override === 'second';
  return [
    ...(words === undefined ? [] : [`${check} was ${words}.`]),
    ...(reason === undefined ? [] : [`Last reason: ${reason}`]),
    ...(needsSecond ? [secondNote(situation)] : []),
  ];
}

function secondNote({ operator, checklist }: Situation): string {
  const candidates = secondCandidates(operator, checklist.people);
  return candidates.length === 0 ? withoutSecond : `The second person can be: ${candidates.join(', ')}`;
}
