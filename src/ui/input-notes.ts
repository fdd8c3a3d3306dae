import { overrideWords } from '../engine/override-history.js';
import type { Situation } from '../engine/session.js';
import { short } from '../run/release.js';
import { toldWords } from '../run/told-words.js';
import { questionAt } from '../run/walk.js';
import { stepWords } from './command-words.js';
import { walked } from './focus.js';
import { secondCandidates, withoutSecond } from './people.js';
import type { View } from './screen.js';
import { toldAbout } from './told-about.js';
import { lineNote } from './told-line.js';

/** What is good to know while the line is typed, one sentence each. */
export function inputNotes(
  { purpose }: Pick<Extract<View, { type: 'input' }>, 'purpose'>,
  situation: Situation,
): readonly string[] {
  switch (purpose.for) {
    case 'override':
      return overrideNotes(purpose.key, situation);
    case 'second':
      return [secondNote(situation)];
    case 'undo':
      return undoNotes(situation);
    case 'accept':
      return purpose.keys.length > 1 ? purpose.keys : [];
    case 'told': {
      const line = toldAbout(purpose, situation);
      const soFar = toldWords(purpose.filling, questionAt(walked(situation), purpose.key)?.form);
      return [line && lineNote(line, situation), soFar === '' ? undefined : `So far: ${soFar}`].filter(
        (note) => note !== undefined,
      );
    }
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

/** What is run, and what is live then: the riskiest line of all is not typed blindly. */
function undoNotes(situation: Situation): readonly string[] {
  const { release, previous } = situation.run;
  return [
    previous === null
      ? `${short(release.commit)} → what ran before is not known`
      : `${short(release.commit)} → ${short(previous.commit)}`,
    ...stepWords('undo', situation).map((words) => `runs: ${words}`),
  ];
}

function secondNote({ operator, checklist }: Situation): string {
  const candidates = secondCandidates(operator, checklist.people);
  return candidates.length === 0 ? withoutSecond : `The second person can be: ${candidates.join(', ')}`;
}
