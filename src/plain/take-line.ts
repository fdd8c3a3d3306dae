import type { Situation } from '../engine/session.js';
import { questionAt } from '../run/walk.js';
import { backToQuestion } from '../ui/back.js';
import { type Focus, walked } from '../ui/focus.js';
import { type ChoiceView, choose } from '../ui/press-choice.js';
import { handIn, pressInInput } from '../ui/press-input.js';
import { moveTo } from '../ui/press-key.js';
import { handInPhrase } from '../ui/press-phrase.js';
import { answerRow } from '../ui/press-row.js';
import type { Response, Screen } from '../ui/screen.js';
import { editField, emptyField } from '../ui/text-field.js';
import { toldAbout } from '../ui/told-about.js';
import { type GeneralAct, meaningOf } from './words.js';

export interface LineContext {
  readonly screen: Screen;
  readonly situation: Situation;
  readonly focus: Focus;
  /** As the terminal gave it, without its end. */
  readonly line: string;
  /** How many lines came with it, itself included. */
  readonly count: number;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

/** What becomes of a typed line. */
export type Taken =
  | { readonly do: 'respond'; readonly response: Response }
  /** Something to read; the same is asked again. */
  | { readonly do: 'show'; readonly what: Exclude<GeneralAct, 'open' | 'pause'> | 'evidence' }
  | { readonly do: 'refuse'; readonly sentence: string }
  | { readonly do: 'nothing' };

/**
 * What a line means to the question before the operator. The rules, and what is recorded, are those of the full
 * screen.
 * @param context `tooSoon`: it was there before anybody can have read what is asked
 */
export function takeLine(context: LineContext & { readonly tooSoon: boolean }): Taken {
  const { screen, situation, line, count, nowMs, tooSoon } = context;
  if (count > 1 && line.trim() !== '') {
    return { do: 'refuse', sentence: 'Several lines at once answer nothing. Type one line.' };
  }

  if (tooSoon && line.trim() !== '') {
    return { do: 'refuse', sentence: 'That came too soon after the question to be meant for it. Type it again.' };
  }

  if (/[\p{Cc}\p{Cs}]/u.test(line.replaceAll('\t', ' '))) {
    return { do: 'refuse', sentence: 'That line holds keys that are no text, arrows for example. Type it again.' };
  }

  const { view } = screen;
  if (view.type === 'choice') {
    return takeChoice(view, context);
  }

  if (view.type !== 'input') {
    return takeWord(context);
  }

  // What cannot be seen is no more part of it than on the full screen.
  const text = editField(emptyField, { name: 'paste', text: line })?.text.trim() ?? '';
  if (text === '') {
    return { do: 'refuse', sentence: 'An empty line hands in nothing. `cancel` leaves it.' };
  }

  return text.toLowerCase() === 'cancel'
    ? respond(pressInInput(screen, view, situation, { key: { name: 'escape' }, nowMs }))
    : respond(handIn(screen, { ...view, field: leftOut(text, view, situation) }, situation, nowMs));
}

/** An empty line hands in nothing here, so that what may be left out has a word. */
const leftOut = (text: string, { purpose }: Extract<Screen['view'], { type: 'input' }>, situation: Situation) =>
  toldAbout(purpose, situation)?.least === 0 && text.toLowerCase() === 'none' ? emptyField : { text, cursor: 0 };

/** Only the whole word of a choice counts. */
function takeChoice(view: ChoiceView, { screen, situation, line, nowMs }: LineContext): Taken {
  const word = line.trim().toLowerCase().replace(/\s+/gu, ' ');
  if (word === 'cancel') {
    return respond({ screen: backToQuestion(screen) });
  }

  const options = questionAt(walked(situation), view.filling.key)?.form?.choice?.options ?? [];
  const option = options.find(({ value, label }) => [value, label].some((one) => one.toLowerCase() === word));
  return option === undefined
    ? {
        do: 'refuse',
        sentence:
          word === ''
            ? 'An empty line chooses nothing. `cancel` leaves it.'
            : `Nothing was chosen. Type a whole word: ${options.map(({ value }) => value).join(', ')}, or \`cancel\`.`,
      }
    : respond(choose(option.value, { screen, view, situation, nowMs }));
}

function takeWord({ screen, situation, focus, line, nowMs }: LineContext): Taken {
  const meaning = meaningOf(line, focus.rows);
  switch (meaning.do) {
    case 'row':
      return meaning.act === 'evidence'
        ? { do: 'show', what: 'evidence' }
        : respond(answerRow(screen, situation, focus, meaning.act, nowMs));
    case 'move':
      return respond({ screen: moveTo(screen, situation, focus, meaning.by) });
    case 'open':
      return respond({ screen: { ...screen, at: undefined } });
    case 'pause':
      return respond(answerRow(screen, situation, focus, 'pause', nowMs));
    case 'refuse': {
      const phrase = { text: line.trim(), cursor: 0 };
      return focus.on === 'launch' && phrase.text !== ''
        ? respond(handInPhrase({ ...screen, phrase }, situation))
        : { do: 'refuse', sentence: meaning.sentence };
    }
    default:
      return { do: 'show', what: meaning.do };
  }
}

/**
 * What a line means while nothing can be answered: only what leaves, or looks elsewhere. An empty one needs no words
 * about it: nothing is asked.
 */
export function takeIdleLine(context: LineContext): Taken {
  const { situation, focus, line, count } = context;
  if (line.trim() === '') {
    return { do: 'nothing' };
  }

  if (situation.looking) {
    return { do: 'refuse', sentence: 'The last look is under way: nothing can be answered.' };
  }

  const leaving = focus.rows.filter(({ act }) => act === 'stop');
  return count > 1 || meaningOf(line, leaving).do === 'refuse'
    ? { do: 'refuse', sentence: 'Nothing can be answered at the moment. `list`, `next` and `pause` work.' }
    : takeWord({ ...context, focus: { ...focus, rows: leaving } });
}

const respond = (response: Response): Taken => ({ do: 'respond', response });
