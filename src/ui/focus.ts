import type { Situation } from '../engine/session.js';
import type { NoticeGiven } from '../run/events.js';
import type { PlannedItem } from '../run/plan.js';
import type { Question, Standing } from '../run/questions.js';
import { nextQuestion, questionAt } from '../run/walk.js';
import { isLive } from '../run/watch-questions.js';
import type { Row } from './rows.js';
import { rowsFor } from './rows.js';
import type { Screen } from './screen.js';
import { failedRows, leavingRows, leavingUndoRows, lostRows, noticeRows, rollBackFailed } from './stage-rows.js';
import { afterRows, watchingRows } from './watch-rows.js';

/** What the operator is looking at. `identity` changes whenever what is asked changes, however slightly. */
export type Focus = { readonly key: string; readonly identity: string; readonly rows: readonly Row[] } & (
  | { readonly on: 'question'; readonly question: Question; readonly standing: Standing; readonly item: PlannedItem }
  | { readonly on: 'waiting'; readonly item: PlannedItem | undefined }
  | { readonly on: 'notice'; readonly notice: NoticeGiven }
  | { readonly on: 'launch' | 'looking' | 'failed' | 'lost' | 'leaving' | 'done' }
);

/** The items that are walked now: those before the deploy, or those after it. */
export const walked = (situation: Situation): readonly Standing[] =>
  situation.stage === 'after' || situation.run.phase === 'deployed' ? situation.after : situation.before;

/**
 * Where the operator is. A notice comes first; then what was chosen with Tab; then the question on screen, for as long
 * as it is open, so that evidence arriving for another never takes it away; then the next one of the walk.
 */
export function focusOf(screen: Screen, situation: Situation): Focus {
  if (situation.looking) {
    return plain('looking');
  }

  const beneath = keyBeneath(screen);
  const kept = beneath === undefined ? undefined : atKey(beneath, walked(situation), situation);
  return kept ?? atNotice(situation) ?? atStage(screen, situation) ?? inWalk(screen, situation);
}

function atNotice({ run, stage }: Situation): Focus | undefined {
  const notice = run.notices[0];
  if (notice === undefined || (stage !== 'walk' && stage !== 'launch')) {
    return undefined;
  }

  const identity = `notice ${notice.notice} ${notice.to}`;
  return { on: 'notice', key: identity, identity, notice, rows: noticeRows(notice) };
}

/** Where the walk is over, or stands still: nothing of it is asked. */
function atStage({ at }: Screen, situation: Situation): Focus | undefined {
  if (at === leavingKey && rollBackFailed(situation)) {
    return { ...plain('leaving'), rows: leavingUndoRows };
  }

  switch (situation.stage) {
    case 'failed':
      return { ...plain('failed'), rows: failedRows(situation) };
    case 'lost': {
      // Rows that come once the command is gone have to be read before they are chosen.
      const identity = situation.leftRunning === undefined ? 'lost' : 'lost running';
      return { ...plain('lost'), identity, rows: lostRows(situation) };
    }
    case 'done':
      return plain('done');
    default:
      return undefined;
  }
}

function inWalk(screen: Screen, situation: Situation): Focus {
  const list = walked(situation);
  const alarm = screen.view.type === 'main' ? openAlarm(list) : undefined;
  if (alarm !== undefined && screen.alarmed !== identityOf(alarm, situation)) {
    return onQuestion(alarm, list, situation);
  }

  if (screen.at === leavingKey && situation.stage === 'after') {
    return { ...plain('leaving'), rows: leavingRows };
  }

  const chosen = screen.at === undefined ? undefined : atKey(screen.at, list, situation);
  if (chosen !== undefined) {
    return chosen;
  }

  const drawn = drawnQuestion(screen, list);
  const first = list.find((one) => one.state !== 'settled');
  if (drawn === undefined && first?.state === 'waiting' && situation.young.has(first.item.id)) {
    return waiting(first.item, situation);
  }

  const next = drawn ?? nextQuestion(list);
  if (next !== undefined) {
    return onQuestion(next, list, situation);
  }

  return situation.stage === 'launch'
    ? plain('launch')
    : waiting(list.find((one) => one.state === 'waiting')?.item, situation);
}

/**
 * The question on screen, as long as it is open. An item that was drawn while it was still being gathered holds no place
 * for any of its questions.
 */
function drawnQuestion({ drawn }: Screen, list: readonly Standing[]): Question | undefined {
  if (drawn === undefined || drawn.identity.startsWith('waiting ')) {
    return undefined;
  }

  const question = questionAt(list, drawn.key);
  return question?.answer === undefined ? question : undefined;
}

/** A page or a line being typed belongs to what it was opened from, whatever comes in between. */
function keyBeneath({ view, drawn }: Screen): string | undefined {
  return view.type === 'input' && 'key' in view.purpose
    ? view.purpose.key
    : view.type === 'choice'
      ? view.filling.key
      : view.type === 'evidence' || view.type === 'help'
        ? drawn?.key
        : undefined;
}

/** `Screen.at` while the operator is about to leave what nobody has confirmed. */
export const leavingKey = 'leaving';

/** The question about what is failing after the deploy: it comes before everything else, once. */
export const openAlarm = (list: readonly Standing[]): Question | undefined =>
  list
    .flatMap(({ item, questions }) => (item.watch === undefined ? [] : questions))
    .find(({ facet, answer }) => facet === 'probes' && answer === undefined);

/** Everything Tab goes through, in walking order: open and settled questions, and items still being gathered. */
export const tabStops = (situation: Situation): readonly string[] =>
  walked(situation).flatMap((one) =>
    one.state === 'waiting' ? [one.item.id] : one.questions.map((question) => question.key),
  );

const plain = (on: 'launch' | 'looking' | 'failed' | 'lost' | 'leaving' | 'done'): Focus => ({
  on,
  key: on,
  identity: on,
  rows: [],
});

const waiting = (item: PlannedItem | undefined, situation: Situation): Focus => ({
  on: 'waiting',
  key: item?.id ?? 'waiting',
  identity: `waiting ${item?.id ?? ''}`,
  item,
  rows: item?.watch === undefined || situation.watch === undefined ? [] : watchingRows(situation),
});

function atKey(key: string, list: readonly Standing[], situation: Situation): Focus | undefined {
  const question = questionAt(list, key);
  if (question !== undefined) {
    return onQuestion(question, list, situation);
  }

  const standing = list.find((one) => one.item.id === key);
  return standing?.state === 'waiting' ? waiting(standing.item, situation) : undefined;
}

function onQuestion(question: Question, list: readonly Standing[], situation: Situation): Focus {
  const standing = list.find((one) => one.item.id === question.check);
  if (standing === undefined) {
    throw new Error(`question ${question.key} belongs to no item`);
  }

  const { item } = standing;
  return {
    on: 'question',
    key: question.key,
    identity: identityOf(question, situation),
    question,
    standing,
    item,
    rows: item.phase === 'after' ? afterRows(question, item, situation) : rowsFor(question, item),
  };
}

/**
 * Changes with everything that can change what an answer means: new evidence, another verdict, an answer. What a watch
 * asks by itself is not about evidence that was gathered once, but about what it says now.
 */
export function identityOf(question: Question, { run, plan }: Situation): string {
  const { key, check, mode, verdict, saidNo, answer, summary } = question;
  const item = plan.find((one) => one.id === check);
  const { event, seq = 0 } = run.evidence[check] ?? {};
  const about =
    item !== undefined && isLive(question, item)
      ? summary
      : // Looked at again and again without a key: only what is found anew has to be read anew.
        event?.again !== undefined
        ? JSON.stringify([summary, question.text, question.detail, question.findings])
        : String(seq);
  return [key, mode, verdict, saidNo, about, answer?.seq ?? ''].join('|');
}
