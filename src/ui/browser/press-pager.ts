import type { Key } from '../keys.js';
import { browserLayout } from './browser-layout.js';
import { searchFrom } from './find-text.js';
import { outputsOf } from './opened.js';
import type { Pressed } from './pressed.js';
import { type BrowserState, notFinding, type PagerView } from './state.js';
import { newTally, withFound } from './tally.js';
import { type FileLine, lastPage, lineAt, lineBefore, lineStart, type TextFile } from './text-file.js';
import { toType, typed } from './typing.js';

/** Keys on a file. A key other than those of the search ends a search that is under way. */
export function pressPager(state: BrowserState, pager: PagerView, key: Key): Pressed {
  const still: PagerView = { ...pager, search: undefined };
  if (pager.find.typing) {
    return onFind(state, still, key);
  }

  const { body, columns } = browserLayout(state);
  const show = (view: PagerView): Pressed => ({ state: { ...state, pager: view } });
  switch (key.name) {
    case 'down':
      return show(moved(still, body, 1));
    case 'up':
      return show(moved(still, body, -1));
    case 'page-down':
      return show(moved(still, body, body - 1));
    case 'page-up':
      return show(moved(still, body, 1 - body));
    case 'home':
      return show(atPlace(still, body, 0));
    case 'end':
      return show(atEnd(still, body));
    case 'right':
      return show({ ...still, shift: Math.min(mostShift, pager.shift + Math.floor(columns / 2)) });
    case 'left':
      return show({ ...still, shift: Math.max(0, pager.shift - Math.floor(columns / 2)) });
    case 'tab':
      return other(state, still);
    case 'escape':
      return pager.search === undefined
        ? { state: { ...state, pager: undefined } }
        : { state: { ...state, pager: still, hint: 'The search was stopped.' } };
    case 'char':
      return letter(state, still, key.char);
    default:
      return show(still);
  }
}

/** A page of the file, from the line that holds this place on; the last page stays full. */
export function atPlace(pager: PagerView, body: number, place: number): PagerView {
  const top = Math.min(lineStart(pager.file, place), lastPage(pager.file, body));
  return { ...pager, top, lines: pageFrom(pager.file, top, body) };
}

/** The line is in view, near the top. */
export function atFound(pager: PagerView, body: number, at: number): PagerView {
  const last = pager.lines.at(-1);
  const isInView = at >= pager.top && last !== undefined && at < last.end;
  const above = lineBefore(pager.file, lineBefore(pager.file, at));
  const view = isInView ? pager : atPlace(pager, body, body > 4 ? above : at);
  return { ...view, found: at, search: undefined, tally: pager.tally && withFound(pager.tally, at) };
}

function letter(state: BrowserState, pager: PagerView, char: string): Pressed {
  const { body } = browserLayout(state);
  const show = (view: PagerView): Pressed => ({ state: { ...state, pager: view } });
  switch (char) {
    case ' ':
      return show(moved(pager, body, body - 1));
    case 'b':
      return show(moved(pager, body, 1 - body));
    case 'j':
      return show(moved(pager, body, 1));
    case 'k':
      return show(moved(pager, body, -1));
    case 'g':
      return show(atPlace(pager, body, 0));
    case 'G':
      return show(atEnd(pager, body));
    case 'e':
      return { state: { ...state, pager: undefined } };
    case '/':
      return show({ ...pager, find: toType, tally: undefined });
    case 'n':
    case 'N':
      return search(state, pager, char === 'n' ? 'end' : 'start');
    default:
      return show(pager);
  }
}

const mostShift = 8000;

function moved(pager: PagerView, body: number, by: number): PagerView {
  const { file } = pager;
  let { top } = pager;
  for (let step = 0; step < Math.abs(by); step += 1) {
    top = by < 0 ? lineBefore(file, top) : (lineAt(file, top)?.end ?? top);
  }

  // Only near its end has the file to be looked at from there.
  const lines = pageFrom(file, top, body);
  return lines.length < body && by > 0 ? atEnd(pager, body) : { ...pager, top, lines };
}

function atEnd(pager: PagerView, body: number): PagerView {
  const top = lastPage(pager.file, body);
  return { ...pager, top, lines: pageFrom(pager.file, top, body) };
}

function pageFrom(file: TextFile, top: number, body: number): readonly FileLine[] {
  const lines: FileLine[] = [];
  for (let line = lineAt(file, top); line !== undefined && lines.length < body; line = lineAt(file, line.end)) {
    lines.push(line);
  }

  return lines;
}

function onFind(state: BrowserState, pager: PagerView, key: Key): Pressed {
  const now = typed(pager.find, key);
  switch (now) {
    case undefined:
      return { state };
    case 'dropped':
      return { state: { ...state, pager: { ...pager, find: notFinding } } };
    case 'taken': {
      const still = { ...pager, find: { ...pager.find, typing: false } };
      return pager.find.field.text === ''
        ? { state: { ...state, pager: still } }
        : search(state, { ...still, found: undefined, tally: newTally(pager.find.field.text) }, 'end');
    }
    default:
      return { state: { ...state, pager: { ...pager, find: now } } };
  }
}

/** From what was found last, or else from the first line on screen; round the end of the file. */
function search(state: BrowserState, pager: PagerView, towards: 'end' | 'start'): Pressed {
  const { text } = pager.find.field;
  if (text === '') {
    return { state: { ...state, pager, hint: '/ searches this file.' } };
  }

  const { found, top, file } = pager;
  const from = towards === 'start' ? (found ?? top) : found === undefined ? top : (lineAt(file, found)?.end ?? found);
  const going = searchFrom(text, towards, from);
  return { state: { ...state, pager: { ...pager, search: going } }, act: { do: 'search', search: going } };
}

/** The output of the roll-back beside that of the deploy. */
function other(state: BrowserState, pager: PagerView): Pressed {
  const outputs = state.run === undefined ? [] : outputsOf(state.run.opened);
  const index = outputs.findIndex(({ path }) => path === pager.behind.path);
  const behind = outputs[(index + 1) % Math.max(1, outputs.length)];
  return behind === undefined || behind.path === pager.behind.path
    ? { state: { ...state, hint: 'There is no other output.' } }
    : { state, act: { do: 'read', behind } };
}
