import { createListeners } from '../engine/listeners.js';
import type { Session, Situation } from '../engine/session.js';
import { autoAnswer } from '../run/auto-answer.js';
import type { Clock } from '../world/clock.js';
import { msOnScreen } from './answered.js';
import { unread } from './back.js';
import { type Focus, focusOf } from './focus.js';
import { fullText } from './full-text.js';
import type { Key } from './keys.js';
import { createLeaving } from './leaving.js';
import { createPassing } from './passing.js';
import { perform } from './perform.js';
import { drawn, pressKey } from './press-key.js';
import { firstScreen, type Leave, type Press, type Screen } from './screen.js';
import { createSettling } from './settling.js';
import { typedAbout } from './typed-about.js';

/** Everything one frame is drawn from. */
export interface Snapshot {
  readonly screen: Screen;
  readonly situation: Situation;
  readonly focus: Focus;
  readonly nowMs: number;
  readonly now: Date;
  /** Full text for the evidence view. */
  readonly text: string | undefined;
}

export interface Store {
  readonly snapshot: () => Snapshot;
  readonly subscribe: (listener: () => void) => () => void;
  readonly press: (key: Key) => void;
  /** The last frame is on the terminal now: guard times run from here. */
  readonly shown: (frame: ShownFrame) => void;
  /** The last frame is on the terminal again after it was away: it has to be read anew before it can be answered. */
  readonly cameBack: () => void;
  /** Once a second, for elapsed times. */
  readonly tick: () => void;
  readonly stop: () => void;
  /** How the operator left. Rejects with what made the session break off. */
  readonly left: Promise<Leave>;
}

/** What a frame showed. */
export interface ShownFrame {
  /** First line of a page that scrolls: scrolling ends where the page does. */
  readonly offset?: number;
  /** How many lines of a page there is room for. */
  readonly page: number;
  /** Only that the window is too small. */
  readonly tooSmall: boolean;
}

/** Holds the screen between keys, and carries out what keys ask for. The only place where a key becomes a record. */
export function createStore(session: Session, clock: Clock, repaint: () => void): Store {
  let screen: Screen = firstScreen;
  let cached: Snapshot | undefined;
  const { left, leave, breakOff } = createLeaving(session);
  const { tell, listen } = createListeners();

  const take = (): Snapshot => {
    const situation = session.situation();
    const focus = focusOf(screen, situation);
    return {
      screen,
      situation,
      focus,
      nowMs: clock.monotonicMs(),
      now: clock.now(),
      text: screen.view.type === 'evidence' || focus.on === 'failed' ? fullText(session, focus, situation) : undefined,
    };
  };
  const changed = (): void => {
    cached = undefined;
    tell();
  };

  const pass = (identity: string): void => {
    const { focus } = take();
    if (focus.on !== 'question' || focus.identity !== identity || screen.view.type !== 'main') {
      return;
    }

    const { question } = focus;
    guarded(() => {
      session.record(autoAnswer(question, msOnScreen(screen, question, clock.monotonicMs())));
      screen = { ...screen, at: undefined };
    });
  };

  /** What cannot be recorded ends the session: no record, no effect. */
  const guarded = (work: () => void): void => {
    try {
      work();
      changed();
    } catch (error) {
      breakOff(error);
    }
  };

  const press = (key: Key, settled?: true): void => {
    settling.another();
    const nowMs = clock.monotonicMs();
    const now: Press = { key, nowMs, ...(settled ? { settled } : {}) };
    const response = pressKey(screen, session.situation(), now);
    guarded(() => {
      if (response.record !== undefined) {
        session.record(response.record);
      }

      screen = response.screen;
    });
    session.typing(typedAbout(screen.view));
    const { act } = response;
    switch (act?.do) {
      case 'redraw':
        repaint();
        break;
      case 'settle':
        settling.wait(key, act.afterMs);
        break;
      default:
        if (act !== undefined) {
          perform(act, { session, leave, breakOff });
        }
    }
  };

  const passing = createPassing(pass);
  const settling = createSettling((key) => press(key, true));
  const unlisten = session.listen(changed);
  return {
    left,
    press,
    snapshot() {
      cached ??= take();
      return cached;
    },
    subscribe: listen,
    shown({ offset, page, tooSmall }) {
      const { view } = screen;
      if ((view.type === 'evidence' || view.type === 'help') && offset !== undefined && view.offset !== offset) {
        screen = { ...screen, view: { ...view, offset } };
        cached = undefined;
      }

      screen = { ...screen, page, tooSmall };
      const { focus, situation } = take();
      if (view.type === 'main' && focus.on === 'done') {
        leave('done');
        return;
      }

      if ((view.type !== 'main' && view.type !== 'choice') || tooSmall) {
        passing.showing(undefined, screen);
        screen = tooSmall ? unread(screen) : screen;
        return;
      }

      passing.showing(view.type === 'main' ? focus : undefined, screen);
      const next = drawn(screen, situation, clock.monotonicMs());
      if (next !== screen) {
        screen = next;
        changed();
      }
    },
    cameBack() {
      screen =
        screen.view.type === 'choice'
          ? unread(screen)
          : { ...screen, drawn: screen.drawn && { ...screen.drawn, atMs: clock.monotonicMs() } };
      changed();
    },
    tick: changed,
    stop() {
      passing.stop();
      settling.another();
      unlisten();
    },
  };
}
