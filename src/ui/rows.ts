import { answerLabels } from '../run/answer-labels.js';
import type { PlannedItem } from '../run/plan.js';
import type { Question } from '../run/questions.js';

/** What choosing a row means. `evidence` is the neutral one. */
export type RowAct =
  | 'evidence'
  | 'go'
  | 'go-with-comment'
  | 'no-go'
  | 'not-applicable'
  | 'stop'
  | 'look-again'
  | 'override'
  | 'back'
  | 'keep'
  | 'restart'
  | 'undo'
  | 'leave'
  | 'judge-ok'
  | 'judge-failed'
  | 'wait'
  | 'excuse'
  | 'hand-over'
  | 'unwatched'
  | 'choose'
  | 'pause';

export interface Row {
  readonly act: RowAct;
  /** The key that chooses it from anywhere in the list; absent for the neutral row. */
  readonly key?: string;
  readonly label: string;
}

/** What a key does, for where there is no room for the row itself. */
export const shortWord: Readonly<Record<RowAct, string>> = {
  evidence: 'evidence',
  go: 'go',
  'go-with-comment': 'comment',
  'no-go': 'no-go',
  'not-applicable': 'n/a',
  stop: 'stop',
  'look-again': 'again',
  override: 'override',
  back: 'back',
  keep: 'keep',
  restart: 'restart',
  undo: 'undo',
  leave: 'leave',
  'judge-ok': 'well',
  'judge-failed': 'failed',
  wait: 'wait',
  excuse: 'not this',
  'hand-over': 'hand over',
  unwatched: 'unwatched',
  choose: 'choose',
  pause: 'pause',
};

const evidence: Row = { act: 'evidence', label: 'Look at the evidence' };
const stop: Row = { act: 'stop', key: 's', label: 'Stop here' };

/**
 * What can be answered to a question, the neutral row first. Every answer has a key of its own, and no two questions
 * are answered with a key that means the opposite: g is always go, x always the answer that is not.
 */
export function rowsFor(question: Question, item: PlannedItem): readonly Row[] {
  if (question.answer !== undefined) {
    return settledRows(question, item);
  }

  const labels = answerLabels(question.text, question.go);
  const again: readonly Row[] =
    question.saidNo || !item.human
      ? [{ act: 'look-again', key: 'r', label: question.saidNo ? 'Answer again' : 'Look again' }]
      : [];
  const both: readonly Row[] = [
    { act: 'go', key: 'g', label: labels.go },
    { act: 'no-go', key: 'x', label: labels.stop },
  ];
  switch (question.mode) {
    case 'passing':
      return [evidence, { act: 'no-go', key: 'x', label: 'I object (no-go)' }];
    case 'warning':
      return [
        evidence,
        { act: 'go', key: 'g', label: 'Go on' },
        { act: 'go-with-comment', key: 'c', label: 'Go on, with a comment' },
        ...again,
        stop,
      ];
    case 'no-go':
      return [evidence, stop, ...again, ...overrideRow(question)];
    case 'unknown':
      return [evidence, ...both, ...again, stop];
    case 'human':
      return [
        evidence,
        ...both,
        ...(item.killer || !(item.human || question.human)
          ? []
          : [{ act: 'not-applicable' as const, key: 'n', label: 'Does not apply (needs a reason)' }]),
        ...again,
        stop,
      ];
  }
}

function settledRows(question: Question, item: PlannedItem): readonly Row[] {
  return [
    evidence,
    { act: 'look-again', key: 'r', label: item.human ? 'Answer again' : 'Look again' },
    ...(question.answer?.event.how === 'auto' && question.verdict !== 'n/a'
      ? [{ act: 'no-go' as const, key: 'x', label: 'I object (no-go)' }]
      : []),
    { act: 'back', key: 'b', label: 'Back to what is open' },
  ];
}

function overrideRow(question: Question): readonly Row[] {
  switch (question.override) {
    case 'no':
      return [];
    case 'reason':
      return [{ act: 'override', key: 'o', label: 'Override (needs a reason)' }];
    case 'second':
      return [{ act: 'override', key: 'o', label: 'Override (needs a reason and a second person)' }];
  }
}
