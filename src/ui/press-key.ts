import type { Situation } from '../engine/session.js';
import { type Focus, focusOf, openAlarm, tabStops, walked } from './focus.js';
import { heldness, isBurst, lastAfter } from './held.js';
import { pressInChoice } from './press-choice.js';
import { pressInInput } from './press-input.js';
import { pressOnPage } from './press-page.js';
import { pressInPhrase } from './press-phrase.js';
import { answerRow } from './press-row.js';
import type { RowAct } from './rows.js';
import { guardMs, type Press, type Response, type Screen, settleMs } from './screen.js';
import { tooSoon } from './too-soon.js';

/**
 * What a key means, right now. Pure: it looks at the run and the screen as they are at the moment of the key, never at
 * what an earlier frame showed, so several keys of one read mean what they say, in order.
 */
export function pressKey(screen: Screen, situation: Situation, press: Press): Response {
  const response = press.settled
    ? meaning(screen, situation, press)
    : meaning({ ...screen, hint: undefined }, situation, press);
  return { ...response, screen: { ...response.screen, last: lastAfter(screen.last, press) } };
}

/** The screen once a question has been drawn: from here on its guard time runs. */
export function drawn(screen: Screen, situation: Situation, nowMs: number): Screen {
  if (screen.view.type === 'choice') {
    return screen.view.sinceMs === undefined ? { ...screen, view: { ...screen.view, sinceMs: nowMs } } : screen;
  }

  const { key, identity } = focusOf(screen, situation);
  if (screen.drawn?.identity === identity) {
    return screen;
  }

  const sinceMs = screen.drawn?.key === key ? screen.drawn.sinceMs : nowMs;
  const alarm = openAlarm(walked(situation));
  const isAlarm = alarm !== undefined && alarm.key === key;
  return {
    ...screen,
    drawn: { key, identity, atMs: nowMs, sinceMs },
    row: 0,
    // It took the place of whatever the operator had gone to.
    ...(isAlarm ? { alarmed: identity, ...(screen.alarmed === identity ? {} : { at: undefined }) } : {}),
  };
}

function meaning(screen: Screen, situation: Situation, press: Press): Response {
  const { key } = press;
  if (key.name === 'ctrl-c') {
    return screen.armed
      ? { screen, act: { do: 'leave', how: 'interrupt' } }
      : {
          screen: {
            ...screen,
            armed: true,
            hint: 'Ctrl-C again to leave. Everything answered is kept; `shipit resume` goes on.',
          },
        };
  }

  const now: Screen = { ...screen, armed: false };
  if (key.name === 'ctrl-l') {
    return { screen: now, act: { do: 'redraw' } };
  }

  if (situation.looking) {
    return { screen: now };
  }

  if (now.tooSmall) {
    return pressUnseen(now, situation, press);
  }

  switch (now.view.type) {
    case 'evidence':
    case 'help':
      return { screen: pressOnPage(now, key) };
    case 'input':
      return pressInInput(now, now.view, situation, press);
    case 'choice':
      return pressInChoice(now, now.view, situation, press);
    case 'main':
      return pressInMain(now, situation, press);
  }
}

function pressInMain(screen: Screen, situation: Situation, press: Press): Response {
  const { key, nowMs } = press;
  const focus = focusOf(screen, situation);
  if (key.name === 'tab' || key.name === 'shift-tab') {
    return { screen: moveTo(screen, situation, focus, key.name === 'tab' ? 1 : -1) };
  }

  if (screen.drawn?.identity !== focus.identity || nowMs - screen.drawn.atMs < guardMs) {
    // Nobody can have read it yet: typed ahead, or for the question before.
    return { screen: tooSoon(screen, key) };
  }

  if (focus.on === 'launch') {
    return pressInPhrase(screen, situation, press);
  }

  if (isBurst(screen.last, press)) {
    return { screen: { ...screen, hint: 'Several characters at once answer nothing: press one key.' } };
  }

  switch (key.name) {
    case 'up':
      return { screen: { ...screen, row: Math.max(0, screen.row - 1) } };
    case 'down':
      return { screen: { ...screen, row: Math.max(0, Math.min(focus.rows.length - 1, screen.row + 1)) } };
    case 'home':
      return { screen: { ...screen, row: 0 } };
    case 'end':
      return { screen: { ...screen, row: Math.max(0, focus.rows.length - 1) } };
    case 'escape':
      return { screen: { ...screen, at: undefined, row: 0 } };
    case 'enter': {
      const row = focus.rows[screen.row];
      return row === undefined ? { screen } : unlessHeld(screen, situation, focus, row.act, press);
    }
    case 'char':
      return pressLetter(screen, situation, focus, key.char.toLowerCase(), press);
    default:
      return { screen };
  }
}

function pressLetter(screen: Screen, situation: Situation, focus: Focus, letter: string, press: Press): Response {
  if (letter === '?') {
    return { screen: { ...screen, view: { type: 'help', offset: 0 } } };
  }

  const row = focus.rows.find((one) => one.key === letter);
  if (row !== undefined) {
    return unlessHeld(screen, situation, focus, row.act, press);
  }

  if (letter === 'e' && focus.rows.length > 0) {
    return { screen: { ...screen, view: { type: 'evidence', offset: 0 } } };
  }

  return letter === 'q' ? unlessHeld(screen, situation, focus, 'pause', press) : { screen };
}

/** A key that is held down must not run through question after question; looking at the evidence answers nothing. */
function unlessHeld(screen: Screen, situation: Situation, focus: Focus, act: RowAct, press: Press): Response {
  const held = act === 'evidence' ? 'pressed' : heldness(screen.last, press);
  switch (held) {
    case 'pressed':
      return answerRow(screen, situation, focus, act, press.nowMs);
    case 'maybe':
      return { screen, act: { do: 'settle', afterMs: settleMs } };
    case 'held':
      return { screen: { ...screen, hint: 'A key held down answers nothing.' } };
  }
}

/** In a window without room for the question only leaving works. */
function pressUnseen(screen: Screen, situation: Situation, { key, nowMs }: Press): Response {
  const letter = key.name === 'char' ? key.char.toLowerCase() : '';
  const focus = focusOf(screen, situation);
  const stop = focus.rows.find((row) => row.key === letter && row.act === 'stop');
  return letter === 'q' || stop !== undefined
    ? answerRow(screen, situation, focus, stop?.act ?? 'pause', nowMs)
    : { screen };
}

/** To the next or the previous of all questions, open and settled. */
export function moveTo(screen: Screen, situation: Situation, focus: Focus, by: 1 | -1): Screen {
  const stops = tabStops(situation);
  const here = stops.indexOf(focus.key);
  const next = stops[(here + by + stops.length + (here === -1 && by === -1 ? 1 : 0)) % Math.max(1, stops.length)];
  return { ...screen, at: next, row: 0 };
}
