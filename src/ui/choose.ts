import type { FullScreenSize } from './choose-layout.js';
import { heldness, isBurst, type LastKey, lastAfter } from './held.js';
import type { Key } from './keys.js';
import { guardMs, type Press, settleMs } from './screen.js';
import { scroll } from './scroll.js';

/** One thing that can be chosen. The first row of a page has no key: it only shows something. */
export interface Choice<Act extends string> {
  readonly act: Act;
  readonly key?: string;
  readonly label: string;
}

/** A page with something to choose, and the text behind its first row. */
export interface ChooseState {
  /** Highlighted row; 0 is the neutral one. */
  readonly row: number;
  /** First line of the text, while that is looked at. */
  readonly offset: number | undefined;
  /** Since when the rows stand on the terminal: monotonic milliseconds. Keys before cannot be meant for them. */
  readonly drawnMs: number | undefined;
  /** Lines that PgUp and PgDn move by. */
  readonly page: number;
  /** Nothing can be chosen that nobody can read. */
  readonly tooSmall: boolean;
  /** Ctrl-C was pressed once. */
  readonly armed: boolean;
  readonly last: LastKey | undefined;
  readonly hint: string | undefined;
}

export const firstState: ChooseState = {
  row: 0,
  offset: undefined,
  drawnMs: undefined,
  page: 10,
  tooSmall: false,
  armed: false,
  last: undefined,
  hint: undefined,
};

export interface Chosen<Act extends string> {
  readonly state: ChooseState;
  readonly act?:
    | { readonly do: 'choose'; readonly what: Act }
    | { readonly do: 'interrupt' }
    | { readonly do: 'redraw' }
    /** It may be a held key: press it again after `afterMs` unless another key comes. */
    | { readonly do: 'settle'; readonly afterMs: number };
}

/**
 * What a key means on a page with something to choose. Pure. The rules are those of the questions: nothing that was
 * typed before the page could be read, that is held down or pasted, chooses; Enter on the first row only shows more.
 */
export function pressChoice<Act extends string>(
  before: ChooseState,
  choices: readonly Choice<Act>[],
  press: Press,
): Chosen<Act> {
  const chosen = meaning(press.settled ? before : { ...before, hint: undefined }, choices, press);
  return { ...chosen, state: { ...chosen.state, last: lastAfter(before.last, press) } };
}

/** The page as it came to stand on the terminal. */
export function drawnState(state: ChooseState, frame: FullScreenSize, nowMs: number): ChooseState {
  const readable = !frame.tooSmall && state.offset === undefined;
  const drawnMs = readable ? (state.drawnMs ?? nowMs) : undefined;
  const same = state.drawnMs === drawnMs && state.page === frame.page && state.tooSmall === frame.tooSmall;
  return same ? state : { ...state, drawnMs, page: frame.page, tooSmall: frame.tooSmall };
}

function meaning<Act extends string>(state: ChooseState, choices: readonly Choice<Act>[], press: Press): Chosen<Act> {
  const { key } = press;
  if (key.name === 'ctrl-c') {
    return state.armed
      ? { state, act: { do: 'interrupt' } }
      : { state: { ...state, armed: true, hint: 'Ctrl-C again to leave.' } };
  }

  const now: ChooseState = { ...state, armed: false };
  if (key.name === 'ctrl-l') {
    return { state: now, act: { do: 'redraw' } };
  }

  if (now.offset !== undefined) {
    return { state: onText(now, now.offset, key) };
  }

  return pressRow(now, choices, press);
}

function pressRow<Act extends string>(state: ChooseState, choices: readonly Choice<Act>[], press: Press): Chosen<Act> {
  const { key, nowMs } = press;
  if (state.drawnMs === undefined || nowMs - state.drawnMs < guardMs) {
    // Nobody can have read it yet.
    return { state };
  }

  if (isBurst(state.last, press)) {
    return { state: { ...state, hint: 'Several characters at once choose nothing: press one key.' } };
  }

  const to = (row: number): Chosen<Act> => ({ state: { ...state, row } });
  switch (key.name) {
    case 'up':
      return to(Math.max(0, state.row - 1));
    case 'down':
      return to(Math.min(choices.length - 1, state.row + 1));
    case 'home':
      return to(0);
    case 'end':
      return to(Math.max(0, choices.length - 1));
    case 'enter':
      return take(state, choices[state.row], press);
    case 'char': {
      const letter = key.char.toLowerCase();
      return letter === 'e'
        ? look(state)
        : take(
            state,
            choices.find((one) => one.key === letter),
            press,
          );
    }
    default:
      return { state };
  }
}

function take<Act extends string>(state: ChooseState, choice: Choice<Act> | undefined, press: Press): Chosen<Act> {
  if (choice === undefined) {
    return { state };
  }

  if (choice.key === undefined) {
    return look(state);
  }

  switch (heldness(state.last, press)) {
    case 'pressed':
      return { state, act: { do: 'choose', what: choice.act } };
    case 'maybe':
      return { state, act: { do: 'settle', afterMs: settleMs } };
    case 'held':
      return { state: { ...state, hint: 'A key held down chooses nothing.' } };
  }
}

const look = (state: ChooseState): { readonly state: ChooseState } => ({
  state: { ...state, offset: 0, drawnMs: undefined },
});

/** Keys on the text: it scrolls, or is left. */
function onText(state: ChooseState, offset: number, key: Key): ChooseState {
  const scrolled = scroll(key, offset, state.page, /^[eqb]$/i);
  if (scrolled === undefined) {
    return state;
  }

  return scrolled === 'left'
    ? { ...state, offset: undefined, row: 0, drawnMs: undefined }
    : { ...state, offset: scrolled.to };
}
