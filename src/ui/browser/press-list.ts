import type { Key } from '../keys.js';
import { browserLayout } from './browser-layout.js';
import { copyable, referenceTo } from './clipboard.js';
import type { Pressed } from './pressed.js';
import { sorts } from './sift.js';
import { type BrowserState, notFinding, sifted } from './state.js';
import { typed } from './typing.js';

/** Keys on the list of runs. */
export function pressList(state: BrowserState, key: Key): Pressed {
  const by = step(state, key);
  if (by !== undefined) {
    return { state: moved(state, by) };
  }

  if (state.filter.typing) {
    return { state: onFilter(state, key) };
  }

  const run = state.shown[state.at]?.digest.run;
  switch (key.name) {
    case 'home':
      return { state: atRow(state, 0) };
    case 'end':
      return { state: atRow(state, state.shown.length - 1) };
    case 'enter':
    case 'right':
      return run === undefined ? { state } : { state, act: { do: 'open', run } };
    case 'escape':
      return { state: escaped(state) };
    case 'char':
      return letter(state, key.char, run);
    default:
      return { state };
  }
}

/** The list scrolls by as little as shows the row. */
export function atRow(state: BrowserState, row: number): BrowserState {
  const { body } = browserLayout(state);
  const at = Math.max(0, Math.min(row, state.shown.length - 1));
  const top = Math.max(0, Math.min(Math.max(Math.min(state.top, at), at - body + 1), state.shown.length - body));
  return { ...state, at, top };
}

/** Keys that move through the list, also while a filter is typed. @returns by how many runs */
function step(state: BrowserState, key: Key): number | undefined {
  switch (key.name) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'page-up':
      return -pageOf(state);
    case 'page-down':
      return pageOf(state);
    default:
      return undefined;
  }
}

/** One line stays in view from page to page. */
const pageOf = (state: BrowserState): number => Math.max(1, browserLayout(state).body - 1);

/** By pages the list moves under the row in focus. */
const moved = (state: BrowserState, by: number): BrowserState =>
  atRow(Math.abs(by) === 1 ? state : { ...state, top: state.top + by }, state.at + by);

function onFilter(state: BrowserState, key: Key): BrowserState {
  const now = typed(state.filter, key);
  switch (now) {
    case undefined:
      return state;
    case 'taken':
      return atRow({ ...state, filter: { ...state.filter, typing: false } }, state.at);
    case 'dropped':
      return unfiltered(state);
    default:
      return sifted(state, { filter: now });
  }
}

function escaped(state: BrowserState): BrowserState {
  return state.filter.field.text === '' ? { ...state, hint: 'q leaves.' } : unfiltered(state);
}

/** All runs again, at the one that was in focus. */
function unfiltered(state: BrowserState): BrowserState {
  const focus = state.shown[state.at];
  const all = sifted(state, { filter: notFinding, sort: state.sort });
  return atRow(all, focus === undefined ? 0 : all.shown.indexOf(focus));
}

function letter(state: BrowserState, char: string, run: string | undefined): Pressed {
  switch (char) {
    case '/':
      return { state: atRow({ ...state, filter: { ...state.filter, typing: true } }, state.at) };
    case ' ':
      return { state: moved(state, pageOf(state)) };
    case 'b':
      return { state: moved(state, -pageOf(state)) };
    case 'j':
      return { state: moved(state, 1) };
    case 'k':
      return { state: moved(state, -1) };
    case 'g':
      return { state: atRow(state, 0) };
    case 'G':
      return { state: atRow(state, state.shown.length - 1) };
    case 's':
    case 'S':
      return { state: resorted(state, char === 's' ? 1 : -1) };
    case 'o':
    case 'O':
      return { state: jumped(state, char === 'o' ? 1 : -1) };
    case 'y':
    case 'Y':
      return run === undefined
        ? { state }
        : { state, act: { do: 'copy', text: char === 'y' ? copyable(run) : referenceTo(run, undefined) } };
    default:
      return { state };
  }
}

function resorted(state: BrowserState, by: 1 | -1): BrowserState {
  const sort = sorts[(sorts.indexOf(state.sort) + by + sorts.length) % sorts.length] ?? 'newest';
  return sifted(state, { sort });
}

/** To the next run in which something was overridden, or was a no-go. */
function jumped(state: BrowserState, by: 1 | -1): BrowserState {
  const { shown, at, complete } = state;
  for (let row = at + by; row >= 0 && row < shown.length; row += by) {
    if (shown[row]?.loud === true) {
      return atRow(state, row);
    }
  }

  const where = by === 1 ? 'further down' : 'further up';
  const yet = by === 1 && !complete ? ' yet: older runs are still being read' : '';
  return { ...state, hint: `No run with an override or a no-go ${where}${yet}.` };
}
