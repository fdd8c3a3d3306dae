import type { Session, Situation } from '../engine/session.js';
import type { Clock } from '../world/clock.js';
import { answered } from './answered.js';
import { unread } from './back.js';
import { type Focus, focusOf } from './focus.js';
import { fullText } from './full-text.js';
import type { Key } from './keys.js';
import { perform } from './perform.js';
import { drawn, pressKey } from './press-key.js';
import { firstScreen, type Leave, type Press, type Screen } from './screen.js';
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

/** How long an item that is go stays on screen before it moves on by itself, in milliseconds. */
const passMs = 600;

/** Holds the screen between keys, and carries out what keys ask for. The only place where a key becomes a record. */
export function createStore(session: Session, clock: Clock, repaint: () => void): Store {
  let screen: Screen = firstScreen;
  let cached: Snapshot | undefined;
  let passing: { readonly identity: string; readonly timer: NodeJS.Timeout } | undefined;
  let settling: NodeJS.Timeout | undefined;
  /** Keys so far. */
  let pressed = 0;
  let stopped = false;
  let leave: (how: Leave) => void = () => undefined;
  let breakOff: (error: unknown) => void = () => undefined;
  const left = new Promise<Leave>((resolve, reject) => {
    leave = resolve;
    breakOff = reject;
  });
  left.catch(() => undefined);
  void session.broken.then(breakOff);
  const listeners = new Set<() => void>();

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
    for (const listener of listeners) {
      listener();
    }
  };

  const pass = (identity: string): void => {
    const { focus, situation } = take();
    passing = undefined;
    if (focus.on !== 'question' || focus.identity !== identity || screen.view.type !== 'main') {
      return;
    }

    const { question } = focus;
    guarded(() => {
      session.record(
        answered(situation, screen, question, clock.monotonicMs(), {
          answer: question.verdict === 'n/a' ? 'n/a' : 'go',
          how: 'auto',
          by: 'shipit',
        }),
      );
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

  /** After the wait, what the terminal has sent meanwhile is read first: timers come before input in Node's round. */
  const settle = (key: Key, afterMs: number): void => {
    const mine = pressed;
    settling = setTimeout(() => {
      setImmediate(() => {
        if (mine === pressed && !stopped) {
          press(key, true);
        }
      });
    }, afterMs);
  };

  const press = (key: Key, settled?: true): void => {
    pressed++;
    clearTimeout(settling);
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
        settle(key, act.afterMs);
        break;
      default:
        if (act !== undefined) {
          perform(act, { session, leave, breakOff });
        }
    }
  };

  const schedulePass = (focus: Focus | undefined): void => {
    const wanted =
      // What the operator went to by themselves stays in front of them.
      screen.at === undefined &&
      focus?.on === 'question' &&
      focus.question.mode === 'passing' &&
      focus.question.answer === undefined
        ? focus.identity
        : undefined;
    if (passing?.identity === wanted) {
      return;
    }

    clearTimeout(passing?.timer);
    passing = wanted === undefined ? undefined : { identity: wanted, timer: setTimeout(() => pass(wanted), passMs) };
  };

  const unlisten = session.listen(changed);
  return {
    left,
    press,
    snapshot() {
      cached ??= take();
      return cached;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
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
        schedulePass(undefined);
        screen = tooSmall ? unread(screen) : screen;
        return;
      }

      schedulePass(view.type === 'main' ? focus : undefined);
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
      stopped = true;
      clearTimeout(passing?.timer);
      clearTimeout(settling);
      unlisten();
    },
  };
}
