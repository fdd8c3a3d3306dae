import type { Situation } from '../engine/session.js';
import type { Answered, How } from '../run/events.js';
import type { Question } from '../run/questions.js';
import { type Focus, leavingKey } from './focus.js';
import type { RowAct } from './rows.js';
import type { Purpose, Response, Screen } from './screen.js';
import { rollBackFailed } from './stage-rows.js';
import { emptyField } from './text-field.js';
import { isTooEarly } from './too-early.js';
import { waited } from './watch-events.js';

/** What choosing a row does. */
export function answerRow(screen: Screen, situation: Situation, focus: Focus, act: RowAct, nowMs: number): Response {
  switch (act) {
    case 'evidence':
      return { screen: { ...screen, view: { type: 'evidence', offset: 0 } } };
    case 'back':
      return { screen: reset(screen) };
    case 'pause':
      return situation.run.deploy === undefined
        ? { screen, act: { do: 'leave', how: 'pause' } }
        : leave(screen, situation);
    case 'leave':
      return leave(screen, situation);
    case 'hand-over':
      return ask(screen, focus, { for: 'hand-over' });
    case 'unwatched':
      return ask(screen, focus, { for: 'unwatched' });
    case 'excuse':
      return ask(screen, focus, { for: 'excuse' });
    case 'wait': {
      const record = waited(situation);
      return { screen: reset(screen), ...(record === undefined ? {} : { record }) };
    }
    case 'keep':
      return { screen: reset(screen), act: { do: 'keep' } };
    case 'restart':
      return { screen: reset(screen), act: { do: 'restart' } };
    case 'undo':
      return ask(screen, focus, { for: 'undo' });
    case 'judge-ok':
      return ask(screen, focus, { for: 'judge', outcome: 'ok' });
    case 'judge-failed':
      return ask(screen, focus, { for: 'judge', outcome: 'failed' });
    default:
      if (act === 'look-again' && focus.on === 'failed') {
        return { screen: reset(screen), act: { do: 'leave', how: 'check-undo' } };
      }

      return focus.on === 'question' ? answerQuestion(screen, situation, focus, act, nowMs) : { screen };
  }
}

/** What nobody confirmed, or is not rolled back, is handed over or left with a reason; all else is simply left. */
const leave = (screen: Screen, situation: Situation): Response =>
  situation.stage === 'after' || rollBackFailed(situation)
    ? { screen: { ...reset(screen), at: leavingKey } }
    : { screen, act: { do: 'leave', how: 'leave' } };

type QuestionFocus = Extract<Focus, { on: 'question' }>;

function answerQuestion(
  screen: Screen,
  situation: Situation,
  focus: QuestionFocus,
  act: RowAct,
  nowMs: number,
): Response {
  const { question, item } = focus;
  const { key } = question;
  switch (act) {
    case 'go':
    case 'no-go':
      if (act === 'go' && isTooEarly(question, situation)) {
        return {
          screen: { ...screen, hint: 'Use it first: a yes counts only once 20 s have passed since the deploy.' },
        };
      }

      if (item.by !== undefined && (question.mode === 'human' || question.mode === 'unknown')) {
        return ask(screen, focus, { for: 'answered-by', key, answer: act });
      }

      return { screen: reset(screen), record: answered(situation, screen, question, nowMs, { answer: act }) };
    case 'go-with-comment':
      return ask(screen, focus, { for: 'comment', key });
    case 'not-applicable':
      return ask(screen, focus, { for: 'not-applicable', key });
    case 'override':
      return ask(screen, focus, { for: 'override', key });
    case 'stop':
      return {
        screen: reset(screen),
        record: answered(situation, screen, question, nowMs, { answer: 'stop' }),
        act: { do: 'leave', how: situation.run.phase === 'deployed' ? 'leave' : 'stop' },
      };
    case 'look-again': {
      // What a person answered is asked again; what passed by itself passes again if it is still go.
      const takenBack = question.saidNo || (question.answer !== undefined && question.answer.event.how !== 'auto');
      return {
        screen: { ...screen, row: 0 },
        ...(takenBack
          ? {
              record: {
                type: 'reopened',
                check: question.check,
                ...(question.facet === undefined ? {} : { facet: question.facet }),
                why: 'look-again',
              },
            }
          : {}),
        ...(item.human ? {} : { act: { do: 'look-again', check: item.id } }),
      };
    }
    default:
      return { screen };
  }
}

/** The record of an answer, with the question exactly as it was shown. */
export function answered(
  situation: Situation,
  screen: Screen,
  question: Question,
  nowMs: number,
  given: Pick<Answered, 'answer'> & Partial<Pick<Answered, 'how' | 'reason' | 'second' | 'follow_up' | 'by' | 'told'>>,
): Answered {
  const how = given.how ?? howOf(question);
  return {
    type: 'answer',
    check: question.check,
    ...(question.facet === undefined ? {} : { facet: question.facet }),
    question: question.text,
    go_answer: question.go,
    answer: given.answer,
    how,
    by: given.by ?? situation.operator.name,
    ...(given.reason === undefined ? {} : { reason: given.reason }),
    ...(how === 'by-hand' ? { because: question.summary } : {}),
    ...(given.told === undefined || Object.keys(given.told).length === 0 ? {} : { told: given.told }),
    ...(given.second === undefined ? {} : { second: given.second }),
    ...(given.follow_up === undefined ? {} : { follow_up: given.follow_up }),
    seen: question.verdict,
    findings: question.findings,
    ms_on_screen: screen.drawn?.key === question.key ? Math.round(nowMs - screen.drawn.sinceMs) : 0,
  };
}

function howOf(question: Question): How {
  switch (question.mode) {
    case 'warning':
      return 'accepted-warning';
    case 'unknown':
      return 'by-hand';
    default:
      return 'human';
  }
}

const ask = (screen: Screen, { identity }: Focus, purpose: Purpose): Response => ({
  screen: { ...screen, view: { type: 'input', purpose, about: identity, field: emptyField } },
});

/** Back from a page or a line to the question it belongs to; nobody can have read that anew yet. */
export const backToQuestion = (screen: Screen): Screen => ({ ...unread(screen), row: 0, view: { type: 'main' } });

/** What was drawn is not there any more: it has to be drawn and read anew before it can be answered. */
export const unread = (screen: Screen): Screen => ({
  ...screen,
  drawn: screen.drawn && { ...screen.drawn, identity: '' },
});

/** Back to the walk, the neutral row highlighted, nothing drawn yet. */
export const reset = (screen: Screen): Screen => ({
  ...screen,
  at: undefined,
  row: 0,
  drawn: undefined,
  view: { type: 'main' },
});
