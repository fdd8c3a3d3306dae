import type { Times } from '../../review/times.js';
import { openFullScreen } from '../full-screen.js';
import { marksFor } from '../marks.js';
import type { ScreenContext } from '../walk-screen.js';
import { BrowserApp } from './BrowserApp.js';
import type { BrowserSource } from './browser-source.js';
import { createBrowserStore } from './browser-store.js';

export interface BrowserContext extends Omit<ScreenContext, 'localTz' | 'clock'> {
  readonly times: Times;
  readonly monotonicMs: () => number;
}

/**
 * Shows the audit log until somebody leaves it. The terminal is as it was when this returns or throws.
 * @throws the file system's error when the log cannot be read any further
 */
export async function showBrowser(
  source: BrowserSource,
  context: BrowserContext,
): Promise<'leave' | 'interrupt' | NodeJS.Signals> {
  const { stdout, env, tz, times, monotonicMs } = context;
  const screen = openFullScreen(context);
  const marks = marksFor(env);
  const store = createBrowserStore(source, {
    ...{ marks, times, tz, monotonicMs, repaint: screen.repaint },
    size: { columns: stdout.columns || 80, rows: stdout.rows || 24 },
    write: (text) => stdout.write(text),
  });
  const view = { marks, times, about: source.about };
  const close = screen.show({
    draw(size) {
      store.resize(size);
      return <BrowserApp store={store} context={view} />;
    },
    press: store.press,
    cameBack: () => undefined,
  });
  try {
    return await Promise.race([store.left, context.interrupted]);
  } finally {
    store.stop();
    close();
  }
}
