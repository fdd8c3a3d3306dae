import type { Key } from '../keys.js';
import { scroll } from '../scroll.js';
import { browserLayout } from './browser-layout.js';
import { pressList } from './press-list.js';
import { pressPager } from './press-pager.js';
import { pressRun } from './press-run.js';
import type { Pressed } from './pressed.js';
import type { BrowserState } from './state.js';

/** What a key means in the browser. Pure, but for the lines of a file that it moves in. Nothing here changes anything. */
export function pressBrowser(before: BrowserState, key: Key): Pressed {
  const state: BrowserState = { ...before, hint: undefined };
  switch (key.name) {
    case 'ctrl-c':
    case 'ctrl-d':
      return { state, act: { do: key.name === 'ctrl-c' ? 'interrupt' : 'leave' } };
    case 'ctrl-l':
      return { state, act: { do: 'redraw' } };
    default:
  }

  if (state.help !== undefined) {
    return { state: onHelp(state, state.help, key) };
  }

  const isTyping = (state.pager?.find ?? state.run?.find ?? state.filter).typing;
  if (!isTyping && key.name === 'char' && (key.char === '?' || key.char === 'q')) {
    return key.char === '?' ? { state: { ...state, help: 0 } } : { state, act: { do: 'leave' } };
  }

  if (state.pager !== undefined) {
    return pressPager(state, state.pager, key);
  }

  return state.run === undefined ? pressList(state, key) : pressRun(state, state.run, key);
}

function onHelp(state: BrowserState, offset: number, key: Key): BrowserState {
  const scrolled = scroll(key, offset, browserLayout(state).body, /^[?q]$/);
  return scrolled === undefined ? state : { ...state, help: scrolled === 'left' ? undefined : scrolled.to };
}
