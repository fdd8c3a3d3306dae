import type { Situation } from '../engine/session.js';
import { answered } from './answered.js';
import { ask, reset } from './back.js';
import { type Focus, leavingKey } from './focus.js';
import { goOn } from './press-form.js';
import type { RowAct } from './rows.js';
import type { Response, Screen } from './screen.js';
import { rollBackFailed } from './stage-rows.js';
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

      if (act === 'go') {
        return goOn({ screen, situation, question, about: focus.identity, filling: { key, told: {}, line: 0 }, nowMs });
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
