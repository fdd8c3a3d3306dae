import { createListeners } from '../../engine/listeners.js';
import { messageOf } from '../../errors.js';
import { safeLine } from '../../text/sanitise.js';
import { deferred } from '../../world/deferred.js';
import type { Key } from '../keys.js';
import type { Size } from '../layout.js';
import { type PagesContext, resized, withFile, withRun } from './browser-pages.js';
import type { BrowserSource } from './browser-source.js';
import { createBrowserWork } from './browser-work.js';
import { toClipboard } from './clipboard.js';
import type { FileBehind } from './opened.js';
import { pressBrowser } from './press-browser.js';
import type { BrowserAct } from './pressed.js';
import { type BrowserState, firstBrowser } from './state.js';

/** Holds the browser between keys, and works meanwhile. */
export interface BrowserStore {
  readonly snapshot: () => BrowserState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly press: (key: Key) => void;
  readonly resize: (size: Size) => void;
  readonly stop: () => void;
  /** Rejects with the error of the file system that made it impossible to go on. */
  readonly left: Promise<'leave' | 'interrupt'>;
}

export interface StoreContext extends PagesContext {
  readonly size: Size;
  readonly monotonicMs: () => number;
  readonly repaint: () => void;
  /** To the terminal itself. */
  readonly write: (text: string) => void;
}

/** The longest that a key waits for work that goes on, and how often that shows: milliseconds. */
const sliceMs = 10;
const showMs = 400;

export function createBrowserStore(source: BrowserSource, context: StoreContext): BrowserStore {
  const { monotonicMs, repaint, write } = context;
  const listeners = createListeners();
  const work = createBrowserWork(source);
  let state = firstBrowser(context.size);
  let shownMs = monotonicMs();
  let turn: NodeJS.Immediate | undefined;
  let stopped = false;
  const { promise: left, resolve: settle, reject: fail } = deferred<'leave' | 'interrupt'>();
  const tell = (): void => {
    shownMs = monotonicMs();
    listeners.tell();
  };

  /** @returns whether anything is left to do */
  const slice = (): boolean => {
    const until = monotonicMs() + sliceMs;
    let news = false;
    do {
      const done = work.step(state);
      if (done === undefined) {
        state = work.settle(state);
        tell();
        return false;
      }

      state = done.state;
      news ||= done.quiet !== true;
    } while (monotonicMs() < until);
    if (news || monotonicMs() - shownMs > showMs) {
      state = work.settle(state);
      tell();
    }

    return true;
  };
  const goOn = (): void => {
    turn ??= setImmediate(() => {
      turn = undefined;
      try {
        if (!stopped && slice()) {
          goOn();
        }
      } catch (error) {
        fail(error);
      }
    });
  };

  const perform = (act: BrowserAct): void => {
    switch (act.do) {
      case 'leave':
      case 'interrupt':
        settle(act.do);
        break;
      case 'redraw':
        repaint();
        break;
      case 'open':
        openRun(act.run);
        break;
      case 'read':
        readFile(act.behind);
        break;
      case 'copy':
        write(toClipboard(act.text));
        state = { ...state, hint: `copied, if your terminal allows it: ${act.text}` };
        break;
      case 'search':
        // Goes on between keys.
        break;
    }
  };
  const openRun = (run: string): void => {
    const entry = state.shown.find(({ digest }) => digest.run === run);
    try {
      state = entry === undefined ? state : withRun(state, entry, source.open(run), context);
    } catch (error) {
      state = { ...state, hint: `It cannot be read: ${safeLine(messageOf(error))}` };
    }
  };
  const readFile = (behind: FileBehind): void => {
    try {
      const file = source.file(behind.path);
      const gone = `The ${behind.title} is not there any more: ${safeLine(behind.path)}`;
      state = file === undefined ? { ...state, hint: gone } : withFile(state, behind, file);
    } catch (error) {
      state = { ...state, hint: `It cannot be read: ${safeLine(messageOf(error))}` };
    }
  };
  const pressOne = (key: Key): void => {
    const pressed = pressBrowser(state, key);
    state = pressed.state;
    if (pressed.act !== undefined) {
      perform(pressed.act);
    }
  };

  slice();
  goOn();
  return {
    left,
    snapshot: () => state,
    subscribe: listeners.listen,
    press(key) {
      // Nothing is answered here: letters that came in one read are letters all the same.
      const keys: readonly Key[] = key.name === 'text' ? [...key.text].map((char) => ({ name: 'char', char })) : [key];
      try {
        keys.forEach(pressOne);
      } catch (error) {
        fail(error);
      }

      tell();
      goOn();
    },
    resize(size) {
      state = resized(state, size, context);
      tell();
      goOn();
    },
    stop() {
      stopped = true;
      clearImmediate(turn);
    },
  };
}
