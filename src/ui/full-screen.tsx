import type { ReadStream, WriteStream } from 'node:tty';
import chalk from 'chalk';
import { render } from 'ink';
import type { ReactElement } from 'react';
import { inkStdout } from './ink-stdout.js';
import { openKeyboard } from './keyboard.js';
import type { Key } from './keys.js';
import type { Size } from './layout.js';
import { openSuspension } from './suspend.js';
import { enterFullScreen } from './terminal.js';

/** The terminal that a screen is shown on. */
export interface TerminalContext {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & { readonly fd: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with a function that gives the terminal back at once, for signal handlers; with `undefined` afterwards. */
  readonly onScreen: (restore: (() => void) | undefined) => void;
}

/** What is shown, and what it is told. */
export interface Shown {
  readonly draw: (size: Size) => ReactElement;
  readonly press: (key: Key) => void;
  /** The last frame is on the terminal again after it was away. */
  readonly cameBack: () => void;
  /** The terminal is about to be given back, for a while or for good. */
  readonly goesAway?: () => void;
}

export interface FullScreenPage {
  /** Draws everything anew. */
  readonly repaint: () => void;
  /** Takes the terminal. @returns the way to give it back as it was */
  readonly show: (shown: Shown) => () => void;
}

/** A window that is dragged changes its size all the time: this often it is drawn anew, in milliseconds. */
const resizeMs = 30;

/** The alternate screen with Ink on it, keys read by us, and everything a window does to it: resizing, Ctrl-Z, signals. */
export function openFullScreen({ stdin, stdout, env, onScreen }: TerminalContext): FullScreenPage {
  if (env['NO_COLOR'] && !env['FORCE_COLOR']) {
    chalk.level = 0;
  }

  const terminal = inkStdout(stdout);
  return {
    repaint: terminal.repaint,
    show({ draw, press, cameBack, goesAway }) {
      const keyboard = openKeyboard(stdin, (key) => (key.name === 'ctrl-z' ? suspension.suspend() : press(key)));
      const screen = enterFullScreen(stdout.fd);
      const restore = (): void => {
        goesAway?.();
        terminal.hold();
        screen.leave();
        stdin.setRawMode(false);
      };
      onScreen(restore);
      const drawn = () => draw({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
      const ink = render(drawn(), { stdout: terminal.stream, exitOnCtrlC: false, patchConsole: false, maxFps: 60 });
      let resizing: NodeJS.Timeout | undefined;
      const onResize = (): void => {
        resizing ??= setTimeout(() => {
          resizing = undefined;
          terminal.resize(() => ink.rerender(drawn()));
        }, resizeMs);
      };
      const suspension = openSuspension({
        giveBack: restore,
        takeAgain() {
          // First the mode: in the background this stops until the job is in front again, with nothing drawn yet.
          stdin.setRawMode(true);
          screen.retake();
          terminal.repaint();
          cameBack();
          onResize();
        },
      });
      stdout.on('resize', onResize);
      return () => {
        clearTimeout(resizing);
        stdout.off('resize', onResize);
        suspension.close();
        keyboard.close();
        ink.unmount();
        goesAway?.();
        screen.leave();
        onScreen(undefined);
      };
    },
  };
}
