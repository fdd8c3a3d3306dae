import type { ReadStream, WriteStream } from 'node:tty';
import chalk from 'chalk';
import { render } from 'ink';
import type { Session } from '../engine/session.js';
import type { Clock } from '../world/clock.js';
import { App } from './App.js';
import { attentionOf } from './attention.js';
import { inkStdout } from './ink-stdout.js';
import { openKeyboard } from './keyboard.js';
import { marksFor } from './marks.js';
import type { Leave } from './screen.js';
import { createStore } from './store.js';
import { openSuspension } from './suspend.js';
import { enterFullScreen } from './terminal.js';
import { openWindowTitle } from './window-title.js';

export interface ScreenContext {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & { readonly fd: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Zone of the times on screen, and that of this process. */
  readonly tz: string;
  readonly localTz: string;
  /** Called with a function that gives the terminal back at once, for signal handlers; with `undefined` afterwards. */
  readonly onScreen: (restore: (() => void) | undefined) => void;
  /** A signal that ends shipit. */
  readonly interrupted: Promise<NodeJS.Signals>;
}

/** How often elapsed times are drawn anew, in milliseconds. */
const tickMs = 1000;

/** A window that is dragged changes its size all the time: this often it is drawn anew, in milliseconds. */
const resizeMs = 30;

/** How often it is looked whether HEAD moved, in milliseconds. */
const headMs = 2000;

/**
 * Shows the run until the operator leaves it, one way or another. The terminal is as it was when this returns or
 * throws, and nobody reads it any more.
 * @throws what made the session break off: an AuditError, or a bug
 */
export async function showWalk(session: Session, context: ScreenContext): Promise<Leave | NodeJS.Signals> {
  const { stdin, stdout, env, clock, tz } = context;
  if (env['NO_COLOR'] && !env['FORCE_COLOR']) {
    chalk.level = 0;
  }

  const terminal = inkStdout(stdout);
  const store = createStore(session, clock, terminal.repaint);
  const marks = marksFor(env);
  const title = openWindowTitle(stdout.fd);
  // What the frames are drawn from: the situation is made up once for both.
  const tellTitle = (): void => title.tell(attentionOf(store.snapshot().situation, marks));
  const keyboard = openKeyboard(stdin, (key) => (key.name === 'ctrl-z' ? suspension.suspend() : store.press(key)));
  const screen = enterFullScreen(stdout.fd);
  const restore = (): void => {
    title.tell(undefined);
    screen.leave();
    stdin.setRawMode(false);
  };
  context.onScreen(restore);
  const suspension = openSuspension({
    giveBack: restore,
    takeAgain() {
      // First the mode: in the background this stops until the job is in front again, with nothing drawn yet.
      stdin.setRawMode(true);
      screen.retake();
      terminal.repaint();
      store.cameBack();
      onResize();
    },
  });
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const app = () => <App store={store} marks={marks} tz={tz} here={tz === context.localTz} size={size()} />;
  const ink = render(app(), {
    stdout: terminal.stream,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 60,
  });
  let resizing: NodeJS.Timeout | undefined;
  const onResize = (): void => {
    resizing ??= setTimeout(() => {
      resizing = undefined;
      terminal.resize(() => ink.rerender(app()));
    }, resizeMs);
  };
  stdout.on('resize', onResize);
  const quiet = store.subscribe(tellTitle);
  tellTitle();
  let minute = minuteOf(clock.now());
  const ticker = setInterval(() => {
    const now = minuteOf(clock.now());
    const { progress, stage, watch } = session.situation();
    // A lost command may end at any time, and nobody tells.
    if (progress.size > 0 || watch !== undefined || stage === 'lost' || now !== minute) {
      minute = now;
      store.tick();
    }
  }, tickMs);
  const headWatch = setInterval(() => void session.watchHead().catch(() => undefined), headMs);
  try {
    return await Promise.race([store.left, context.interrupted]);
  } finally {
    clearTimeout(resizing);
    clearInterval(ticker);
    clearInterval(headWatch);
    stdout.off('resize', onResize);
    store.stop();
    suspension.close();
    keyboard.close();
    ink.unmount();
    quiet();
    title.tell(undefined);
    screen.leave();
    context.onScreen(undefined);
  }
}

const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);
