import type { Situation } from '../engine/session.js';
import type { PlannedItem } from '../run/plan.js';
import type { Question } from '../run/questions.js';
import { isLive } from '../run/watch-questions.js';
import { type Row, rowsFor } from './rows.js';
import { canUndo, undoRow } from './stage-rows.js';

/** What can be done while the watch goes on and asks nothing. */
export const watchingRows = (situation: Situation): readonly Row[] => [
  { act: 'evidence', label: 'Look at the evidence' },
  ...(canUndo(situation) ? [undoRow] : []),
  leaveRow,
];

/**
 * The answers to a question after the deploy: nobody stops any more, but what runs and was never confirmed can be
 * handed over, and what is not good can be rolled back.
 */
export function afterRows(question: Question, item: PlannedItem, situation: Situation): readonly Row[] {
  if (item.watch !== undefined && question.facet === 'probes' && question.answer === undefined) {
    return failingRows(situation);
  }

  const rows = rowsFor(question, item)
    .filter(({ act }) => act !== 'look-again' || question.saidNo || !isLive(question, item))
    .map((row) => (row.act === 'stop' ? leaveRow : { ...row, label: afterLabel(row.label) }));
  return canUndo(situation) ? [...rows, undoRow] : rows;
}

const failingRows = (situation: Situation): readonly Row[] => {
  const { waitsLeft = 0 } = situation.watch ?? {};
  return [
    { act: 'evidence', label: 'Look at the evidence' },
    ...(canUndo(situation) ? [undoRow] : []),
    ...(waitsLeft > 0
      ? [
          {
            act: 'wait' as const,
            key: 'w',
            label: `Wait 2 min (${waitsLeft === 1 ? 'the last time' : `${waitsLeft} times at most`})`,
          },
        ]
      : []),
    { act: 'excuse', key: 'n', label: 'Not caused by this (needs a reason)' },
    leaveRow,
  ];
};

/** Nothing is stopped by a no any more: it says that something is wrong, and what to do about it is asked then. */
const afterLabel = (label: string): string => label.replace(/ \(stop\)$/, ' (not good)');

const leaveRow: Row = { act: 'leave', key: 'l', label: 'Leave or hand over' };
