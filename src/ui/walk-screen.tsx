import type { Session } from '../engine/session.js';
import type { Clock } from '../world/clock.js';
import { App } from './App.js';
import { attentionOf } from './attention.js';
import { openFullScreen, type TerminalContext } from './full-screen.js';
import { marksFor } from './marks.js';
import type { Leave } from './screen.js';
import { createStore } from './store.js';
import { openWindowTitle } from './window-title.js';

export interface ScreenContext extends TerminalContext {
  readonly clock: Clock;
  /** Zone of the times on screen, and that of this process. */
  readonly tz: string;
  readonly localTz: string;
  /** A signal that ends shipit. */
  readonly interrupted: Promise<NodeJS.Signals>;
}

/** How often elapsed times are drawn anew, in milliseconds. */
const tickMs = 1000;

/** How often it is looked whether HEAD moved, in milliseconds. */
const headMs = 2000;

/**
 * Shows the run until the operator leaves it, one way or another. The terminal is as it was when this returns or
 * throws, and nobody reads it any more.
 * @throws what made the session break off: an AuditError, or a bug
 */
export async function showWalk(session: Session, context: ScreenContext): Promise<Leave | NodeJS.Signals> {
  const { stdout, env, clock, tz } = context;
  const screen = openFullScreen(context);
  const store = createStore(session, clock, screen.repaint);
  const marks = marksFor(env);
  const title = openWindowTitle(stdout.fd);
  // What the frames are drawn from: the situation is made up once for both.
  const tellTitle = (): void => title.tell(attentionOf(store.snapshot().situation, marks));
  const close = screen.show({
    draw: (size) => <App store={store} marks={marks} tz={tz} here={tz === context.localTz} size={size} />,
    press: store.press,
    cameBack: store.cameBack,
    goesAway: () => title.tell(undefined),
  });
  const quiet = store.subscribe(tellTitle);
  tellTitle();
  let minute = minuteOf(clock.now());
  const ticker = setInterval(() => {
    const now = minuteOf(clock.now());
    const { progress, stage, watch, again } = session.situation();
    const runs = progress.size > 0 || watch !== undefined || (again?.size ?? 0) > 0;
    // A lost command may end at any time, and nobody tells.
    if (runs || stage === 'lost' || now !== minute) {
      minute = now;
      store.tick();
    }
  }, tickMs);
  const headWatch = setInterval(() => void session.watchHead().catch(() => undefined), headMs);
  try {
    return await Promise.race([store.left, context.interrupted]);
  } finally {
    clearInterval(ticker);
    clearInterval(headWatch);
    quiet();
    store.stop();
    close();
  }
}

const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);
