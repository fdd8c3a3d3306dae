import { createListeners } from '../engine/listeners.js';
import { deferred } from '../world/deferred.js';
import { type Choice, type ChooseState, drawnState, firstState, pressChoice } from './choose.js';
import type { FullScreenSize } from './choose-layout.js';
import type { Key } from './keys.js';
import { createSettling } from './settling.js';

/** Holds a page between keys, and says what was chosen. */
export interface ChooseStore<Act extends string> {
  readonly snapshot: () => ChooseState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly press: (key: Key) => void;
  /** The last frame is on the terminal now. @param offset first line of the text, where that is shown */
  readonly shown: (frame: FullScreenSize, offset: number | undefined) => void;
  /** The last frame is on the terminal again after it was away: it has to be read anew. */
  readonly cameBack: () => void;
  readonly stop: () => void;
  readonly chosen: Promise<Act | 'interrupt'>;
}

export function createChooseStore<Act extends string>(
  choices: readonly Choice<Act>[],
  monotonicMs: () => number,
  repaint: () => void,
): ChooseStore<Act> {
  let state = firstState;
  const { tell, listen } = createListeners();
  const { promise: chosen, resolve: choose } = deferred<Act | 'interrupt'>();
  const change = (next: ChooseState): void => {
    state = next;
    tell();
  };

  const press = (key: Key, settled?: true): void => {
    settling.another();
    const { state: next, act } = pressChoice(state, choices, {
      key,
      nowMs: monotonicMs(),
      ...(settled ? { settled } : {}),
    });
    change(next);
    switch (act?.do) {
      case 'choose':
        choose(act.what);
        break;
      case 'interrupt':
        choose('interrupt');
        break;
      case 'redraw':
        repaint();
        break;
      case 'settle':
        settling.wait(key, act.afterMs);
        break;
      case undefined:
        break;
    }
  };

  const settling = createSettling((key) => press(key, true));
  return {
    chosen,
    press: (key) => press(key),
    snapshot: () => state,
    subscribe: listen,
    shown(frame, offset) {
      const now = offset === undefined || state.offset === offset ? state : { ...state, offset };
      // Nothing of it is drawn: it counts for the next key.
      state = drawnState(now, frame, monotonicMs());
    },
    cameBack: () => change({ ...state, drawnMs: state.drawnMs && monotonicMs() }),
    stop: () => settling.another(),
  };
}
