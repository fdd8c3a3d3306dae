import type { Key } from '../keys.js';
import { browserLayout } from './browser-layout.js';
import { copyable, referenceTo } from './clipboard.js';
import { blocksWith, nextOf, roundWords } from './find-block.js';
import { outputsOf } from './opened.js';
import type { Pressed } from './pressed.js';
import { type BrowserState, notFinding, type RunView } from './state.js';
import { toType, typed } from './typing.js';

/** Keys on a run. */
export function pressRun(state: BrowserState, run: RunView, key: Key): Pressed {
  if (run.find.typing) {
    return { state: onFind(state, run, key) };
  }

  const { body } = browserLayout(state);
  const show = (view: RunView): Pressed => ({ state: { ...state, run: view } });
  switch (key.name) {
    case 'down':
      return show(down(run, body));
    case 'up':
      return show(up(run, body));
    case 'page-down':
      return show(paged(run, body, body - 1));
    case 'page-up':
      return show(paged(run, body, 1 - body));
    case 'home':
      return show({ ...run, at: 0, top: 0 });
    case 'end':
      return show(atBlock(run, body, run.blocks.length - 1));
    case 'escape':
    case 'left':
      return { state: { ...state, run: undefined } };
    case 'enter':
    case 'right': {
      const behind = run.blocks[run.at]?.behind;
      return behind === undefined ? { state } : { state, act: { do: 'read', behind } };
    }
    case 'char':
      return letter(state, run, key.char);
    default:
      return { state };
  }
}

/** A block in view: whole, or as much of its beginning as there is room for. */
export function atBlock(run: RunView, body: number, index: number): RunView {
  const at = Math.max(0, Math.min(index, run.blocks.length - 1));
  const { start, end } = extent(run, at);
  const top = Math.max(Math.min(run.top, start), Math.min(start, end - body));
  return { ...run, at, top: clamped(run, body, top) };
}

function letter(state: BrowserState, run: RunView, char: string): Pressed {
  const { body } = browserLayout(state);
  const show = (view: RunView): Pressed => ({ state: { ...state, run: view } });
  switch (char) {
    case ' ':
      return show(paged(run, body, body - 1));
    case 'b':
      return show(paged(run, body, 1 - body));
    case 'j':
      return show(down(run, body));
    case 'k':
      return show(up(run, body));
    case 'g':
      return show({ ...run, at: 0, top: 0 });
    case 'G':
      return show(atBlock(run, body, run.blocks.length - 1));
    case 'o':
    case 'O':
      return { state: jumped(state, run, char === 'o' ? 1 : -1) };
    case 'e':
      return output(state, run);
    case '/':
      return show({ ...run, find: toType });
    case 'n':
    case 'N':
      return { state: char === 'n' ? found(state, run, run.at + 1, 1) : found(state, run, run.at - 1, -1) };
    case 'y':
      return { state, act: { do: 'copy', text: copyable(run.entry.digest.run) } };
    case 'Y':
      return { state, act: { do: 'copy', text: referenceTo(run.entry.digest.run, run.blocks[run.at]?.seq) } };
    default:
      return { state };
  }
}

/** What the deploy wrote; on the roll-back, what that wrote. */
function output(state: BrowserState, run: RunView): Pressed {
  const outputs = outputsOf(run.opened);
  const behind = outputs.find(({ path }) => path === run.blocks[run.at]?.behind?.path) ?? outputs[0];
  return behind === undefined
    ? { state: { ...state, hint: 'Nothing was deployed in this run: there is no output.' } }
    : { state, act: { do: 'read', behind } };
}

function onFind(state: BrowserState, run: RunView, key: Key): BrowserState {
  const now = typed(run.find, key);
  switch (now) {
    case undefined:
      return state;
    case 'dropped':
      return { ...state, run: { ...run, find: notFinding } };
    case 'taken': {
      const still = { ...run, find: { ...run.find, typing: false } };
      return run.find.field.text.trim() === ''
        ? { ...state, run: still }
        : found({ ...state, run: still }, still, run.at, 1);
    }
    default:
      return { ...state, run: { ...run, find: now } };
  }
}

/** From a block on, round the end of the run. */
function found(state: BrowserState, run: RunView, from: number, by: 1 | -1): BrowserState {
  const text = run.find.field.text.trim();
  if (text === '') {
    return { ...state, hint: '/ searches this run.' };
  }

  const next = nextOf(blocksWith(run), from, by);
  if (next === undefined) {
    const elsewhere = outputsOf(run.opened).length === 0 ? '' : ' Its output is searched on its own page: e';
    return { ...state, hint: `No “${text}” in the records of this run.${elsewhere}` };
  }

  const hint = next.round ? roundWords({ text, towards: by === 1 ? 'end' : 'start' }, next.at === run.at) : state.hint;
  return { ...state, run: atTop(run, browserLayout(state).body, next.at), hint };
}

function jumped(state: BrowserState, run: RunView, by: 1 | -1): BrowserState {
  for (let index = run.at + by; index >= 0; index += by) {
    const block = run.blocks[index];
    if (block === undefined) {
      break;
    }

    if (block.loud) {
      return { ...state, run: atTop(run, browserLayout(state).body, index) };
    }
  }

  return { ...state, hint: `No override or no-go further ${by === 1 ? 'down' : 'up'}.` };
}

/** What was jumped to is read from its beginning: a little below the top. */
function atTop(run: RunView, body: number, index: number): RunView {
  const { start } = extent(run, index);
  return { ...run, at: index, top: clamped(run, body, start - Math.min(2, Math.floor(body / 4))) };
}

/** A block that goes on below the screen is read to its end before the next one comes. */
function down(run: RunView, body: number): RunView {
  const { end } = extent(run, run.at);
  return end > run.top + body ? { ...run, top: clamped(run, body, run.top + 1) } : atBlock(run, body, run.at + 1);
}

function up(run: RunView, body: number): RunView {
  const { start } = extent(run, run.at);
  if (start < run.top) {
    return { ...run, top: clamped(run, body, run.top - 1) };
  }

  const at = Math.max(0, run.at - 1);
  const before = extent(run, at);
  return { ...run, at, top: clamped(run, body, Math.min(run.top, Math.max(before.start, before.end - body))) };
}

function paged(run: RunView, body: number, by: number): RunView {
  const top = clamped(run, body, run.top + by);
  if (top === run.top) {
    return { ...run, at: by > 0 ? run.blocks.length - 1 : 0 };
  }

  const first = run.starts.findIndex((start) => start >= top);
  const inside = first === -1 || (run.starts[first] ?? 0) >= top + body;
  return { ...run, top, at: inside ? Math.max(0, (first === -1 ? run.starts.length : first) - 1) : first };
}

const extent = ({ starts, lines }: RunView, index: number): { readonly start: number; readonly end: number } => ({
  start: starts[index] ?? 0,
  end: starts[index + 1] ?? lines.length,
});

const clamped = ({ lines }: RunView, body: number, top: number): number =>
  Math.max(0, Math.min(top, lines.length - body));
