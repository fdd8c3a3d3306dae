import { short } from '../run/release.js';
import type { UndoChecked, UndoLeft, UndoSaid } from '../run/undo-events.js';
import { type Told, told } from './told-line.js';

export function tellUndo(event: UndoChecked | UndoLeft): Told {
  if (event.type === 'undo.left') {
    const { by, handed_to: to, left_because: because } = event;
    return told('undo', to === undefined ? `left as it is by ${by}` : `handed to ${to} by ${by}`, 'careful', [
      ...(because === undefined ? [] : [`Reason: ${because}`]),
    ]);
  }

  return told(
    'undo',
    checkedWords[event.outcome],
    event.outcome === 'back' ? 'good' : 'bad',
    event.said.map(saidWords),
  );
}

const checkedWords = {
  back: 'nobody runs the release any more',
  'not-back': 'NOT rolled back: the release still runs',
  unknown: 'it is not known whether it is rolled back',
} as const;

const saidWords = ({ from, commit, why }: UndoSaid): string =>
  `${from}: ${[...(commit === undefined ? [] : [short(commit)]), ...(why === undefined ? [] : [why])].join(', ')}`;
