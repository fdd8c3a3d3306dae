import type { Situation } from '../engine/session.js';
import type { NoticeGiven } from '../run/events.js';
import type { Row } from './rows.js';

export function noticeRows(notice: NoticeGiven): readonly Row[] {
  const labels = {
    'head-moved': ['Restart with HEAD', 'Go on with the commit of this run'],
    'checklist-edited': ['Start over with the edited checklist', 'Go on with the checklist as it was'],
    'previous-changed': ['Start over, against what runs now', ''],
  } as const;
  const [restart, keep] = labels[notice.notice];
  return [
    { act: 'evidence', label: 'Look at what changed' },
    { act: 'restart', key: 'h', label: restart },
    ...(keep === '' ? [] : [{ act: 'keep' as const, key: 'k', label: keep }]),
    { act: 'pause', key: 's', label: 'Stop here' },
  ];
}

export const canUndo = ({ checklist }: Situation): boolean =>
  checklist.deploy.undo !== undefined ||
  checklist.deploy.steps.some((step) => step.undo !== undefined && step.undo !== 'none');

export const undoRow: Row = { act: 'undo', key: 'u', label: 'Roll back (runs `undo`)' };

export function failedRows(situation: Situation): readonly Row[] {
  const undone = situation.run.undo?.outcome;
  return [
    { act: 'evidence', label: 'Look at the output' },
    ...(canUndo(situation) && undone === undefined ? [undoRow] : []),
    ...(canUndo(situation) && undone !== undefined ? [{ ...undoRow, label: 'Try to roll back again' }] : []),
    { act: 'leave', key: 'l', label: 'Leave it as it is' },
  ];
}

export const lostRows = (): readonly Row[] => [
  { act: 'evidence', label: 'Look at the output' },
  { act: 'judge-ok', key: 'w', label: 'It ended well (needs a reason)' },
  { act: 'judge-failed', key: 'f', label: 'It failed (needs a reason)' },
  { act: 'leave', key: 'l', label: 'Leave it unknown' },
];
