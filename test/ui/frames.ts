import { render } from 'ink-testing-library';
import { createElement } from 'react';
import type { Situation } from '../../src/engine/session.js';
import { App } from '../../src/ui/App.js';
import { focusOf } from '../../src/ui/focus.js';
import { marksFor } from '../../src/ui/marks.js';
import { firstScreen, type Screen } from '../../src/ui/screen.js';
import type { Snapshot, Store } from '../../src/ui/store.js';
import { startMs } from '../run/facts.js';

export interface FrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly screen?: Partial<Screen>;
  readonly text?: string;
  /** `C` for ASCII; UTF-8 unless given. */
  readonly locale?: string;
}

/** The frame that a terminal of this size would show, without the blanks at the ends of the lines. */
export function frameOf(situation: Situation, { columns, rows, ...options }: FrameOptions): string {
  const screen = { ...firstScreen, ...options.screen };
  const snapshot: Snapshot = {
    screen,
    situation,
    focus: focusOf(screen, situation),
    nowMs: 60_000,
    now: new Date(startMs + 42 * 60_000),
    text: options.text,
  };
  const store: Store = {
    left: new Promise(() => undefined),
    snapshot: () => snapshot,
    subscribe: () => () => undefined,
    press: () => undefined,
    shown: () => undefined,
    tick: () => undefined,
    cameBack: () => undefined,
    stop: () => undefined,
  };
  const marks = marksFor({ LANG: options.locale ?? 'C.UTF-8' });
  const { lastFrame, unmount } = render(
    createElement(App, { store, marks, tz: 'UTC', here: false, size: { columns, rows } }),
  );
  const frame = lastFrame() ?? '';
  unmount();
  return frame
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
