import chalk from 'chalk';
import { render } from 'ink';
import { ChooseApp } from './ChooseApp.js';
import type { Choice } from './choose.js';
import type { ChoosePage } from './choose-lines.js';
import { createChooseStore } from './choose-store.js';
import { inkStdout } from './ink-stdout.js';
import { openKeyboard } from './keyboard.js';
import { marksFor } from './marks.js';
import { openSuspension } from './suspend.js';
import { enterFullScreen } from './terminal.js';
import type { ScreenContext } from './walk-screen.js';

/** A window that is dragged changes its size all the time: this often it is drawn anew, in milliseconds. */
const resizeMs = 30;

/**
 * Shows a page until something on it is chosen. The terminal is as it was when this returns or throws.
 * @param choices the first one shows `page.more`, and is never returned
 */
export async function showChoice<Act extends string>(
  page: ChoosePage,
  choices: readonly Choice<Act>[],
  { stdin, stdout, env, clock, onScreen, interrupted }: Omit<ScreenContext, 'tz' | 'localTz'>,
): Promise<Act | 'interrupt' | NodeJS.Signals> {
  if (env['NO_COLOR'] && !env['FORCE_COLOR']) {
    chalk.level = 0;
  }

  const terminal = inkStdout(stdout);
  const store = createChooseStore(choices, clock.monotonicMs, terminal.repaint);
  const marks = marksFor(env);
  const keyboard = openKeyboard(stdin, (key) => (key.name === 'ctrl-z' ? suspension.suspend() : store.press(key)));
  const screen = enterFullScreen(stdout.fd);
  const restore = (): void => {
    screen.leave();
    stdin.setRawMode(false);
  };
  onScreen(restore);
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const app = () => <ChooseApp store={store} page={page} choices={choices} marks={marks} size={size()} />;
  const ink = render(app(), { stdout: terminal.stream, exitOnCtrlC: false, patchConsole: false, maxFps: 60 });
  let resizing: NodeJS.Timeout | undefined;
  const onResize = (): void => {
    resizing ??= setTimeout(() => {
      resizing = undefined;
      terminal.resize(() => ink.rerender(app()));
    }, resizeMs);
  };
  const suspension = openSuspension({
    giveBack: restore,
    takeAgain() {
      stdin.setRawMode(true);
      screen.retake();
      terminal.repaint();
      store.cameBack();
      onResize();
    },
  });
  stdout.on('resize', onResize);
  try {
    return await Promise.race([store.chosen, interrupted]);
  } finally {
    clearTimeout(resizing);
    stdout.off('resize', onResize);
    store.stop();
    suspension.close();
    keyboard.close();
    ink.unmount();
    screen.leave();
    onScreen(undefined);
  }
}
