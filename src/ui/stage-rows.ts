import { orderedSteps, undoIsBlind } from '../engine/ordered-steps.js';
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

/** Only where a roll-back would run anything at all, and never over what somebody else deployed since. */
export const canUndo = ({ checklist, run, laterDeploy }: Situation): boolean =>
  laterDeploy === undefined &&
  !undoIsBlind(checklist.deploy, run) &&
  orderedSteps('undo', checklist.deploy, run).length > 0;

export const undoRow: Row = { act: 'undo', key: 'u', label: 'Roll back (runs `undo`)' };

export function failedRows(situation: Situation): readonly Row[] {
  const { undo } = situation.run;
  const undone = undo?.outcome;
  return [
    { act: 'evidence', label: 'Look at the output' },
    ...(canUndo(situation) && undone === undefined ? [undoRow] : []),
    ...(canUndo(situation) && undone !== undefined ? [{ ...undoRow, label: 'Try to roll back again' }] : []),
    ...(undo?.checked === undefined || undone === 'ok' ? [] : notBackRows(situation)),
    { act: 'leave', key: 'l', label: rollBackFailed(situation) ? 'Leave or hand over' : 'Leave it as it is' },
  ];
}

/** Whoever leaves a target that nobody knows the state of says who goes on. */
export const rollBackFailed = ({ stage, run, laterDeploy }: Situation): boolean =>
  stage === 'failed' && run.undo !== undefined && laterDeploy === undefined;

/** What a host says may be out of date, or wrong: somebody who looked may know better. */
const notBackRows = ({ laterDeploy }: Situation): readonly Row[] => [
  ...(laterDeploy === undefined ? [{ act: 'look-again', key: 'r', label: 'Ask again what runs' } as const] : []),
  { act: 'judge-ok', key: 'w', label: 'It is rolled back (needs a reason)' },
];

/** What can become of a deploy that nobody has confirmed, when the operator goes. */
export const leavingRows: readonly Row[] = [
  { act: 'back', label: 'Go on watching' },
  { act: 'hand-over', key: 'h', label: 'Hand it over (needs a name)' },
  { act: 'unwatched', key: 'l', label: 'Leave it unwatched (needs a reason)' },
];

/** The same for a roll-back that failed. */
export const leavingUndoRows: readonly Row[] = [
  { act: 'back', label: 'Look at it again' },
  { act: 'hand-over', key: 'h', label: 'Hand it over (needs a name)' },
  { act: 'unwatched', key: 'l', label: 'Leave it as it is (needs a reason)' },
];

/** While its command still runs nobody can say how it ended. */
export const lostRows = ({ leftRunning }: Situation): readonly Row[] => [
  { act: 'evidence', label: 'Look at the output' },
  ...(leftRunning === undefined
    ? ([
        { act: 'judge-ok', key: 'w', label: 'It ended well (needs a reason)' },
        { act: 'judge-failed', key: 'f', label: 'It failed (needs a reason)' },
      ] as const)
    : []),
  { act: 'leave', key: 'l', label: leftRunning === undefined ? 'Leave it unknown' : 'Leave it running' },
];
