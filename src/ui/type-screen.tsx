import { createListeners } from '../engine/listeners.js';
import { deferred } from '../world/deferred.js';
import { openFullScreen } from './full-screen.js';
import type { Key } from './keys.js';
import { marksFor } from './marks.js';
import { TypeApp, type TypePage } from './TypeApp.js';
import { firstLine, pressLine, type TypeState } from './type-line.js';
import type { ScreenContext } from './walk-screen.js';

export type { TypePage } from './TypeApp.js';

/**
 * Shows a page until its line is handed in. The terminal is as it was when this returns or throws.
 * @param refuse why a line cannot be taken; undefined: it can
 */
export async function showTyping(
  page: TypePage,
  refuse: (text: string) => string | undefined,
  context: Omit<ScreenContext, 'tz' | 'localTz'>,
): Promise<{ readonly text: string } | 'back' | 'interrupt' | NodeJS.Signals> {
  const screen = openFullScreen(context);
  const marks = marksFor(context.env);
  const { promise: settled, resolve: settle } = deferred<{ readonly text: string } | 'back' | 'interrupt'>();
  let state: TypeState = firstLine;
  const { tell, listen } = createListeners();
  const change = (next: TypeState): void => {
    state = next;
    tell();
  };
  const press = (key: Key): void => {
    const { state: next, act } = pressLine(state, { key, nowMs: context.clock.monotonicMs() }, refuse);
    change(next);
    switch (act?.do) {
      case 'take':
        settle({ text: act.text });
        break;
      case 'back':
      case 'interrupt':
        settle(act.do);
        break;
      case 'redraw':
        screen.repaint();
        break;
      case undefined:
        break;
    }
  };
  const store = {
    snapshot: () => state,
    subscribe: listen,
    shown(readable: boolean) {
      // Nothing of it is drawn: it counts for the next key.
      state = { ...state, drawnMs: readable ? (state.drawnMs ?? context.clock.monotonicMs()) : undefined };
    },
  };
  const close = screen.show({
    draw: (size) => <TypeApp store={store} page={page} marks={marks} size={size} />,
    press,
    cameBack: () => change({ ...state, drawnMs: state.drawnMs && context.clock.monotonicMs() }),
  });
  try {
    return await Promise.race([settled, context.interrupted]);
  } finally {
    close();
  }
}
