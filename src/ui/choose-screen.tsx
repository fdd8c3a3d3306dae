import { ChooseApp } from './ChooseApp.js';
import type { Choice } from './choose.js';
import type { ChoosePage } from './choose-lines.js';
import { createChooseStore } from './choose-store.js';
import { openFullScreen } from './full-screen.js';
import { marksFor } from './marks.js';
import type { ScreenContext } from './walk-screen.js';

/**
 * Shows a page until something on it is chosen. The terminal is as it was when this returns or throws.
 * @param choices the first one shows `page.more`, and is never returned
 */
export async function showChoice<Act extends string>(
  page: ChoosePage,
  choices: readonly Choice<Act>[],
  context: Omit<ScreenContext, 'tz' | 'localTz'>,
): Promise<Act | 'interrupt' | NodeJS.Signals> {
  const screen = openFullScreen(context);
  const store = createChooseStore(choices, context.clock.monotonicMs, screen.repaint);
  const marks = marksFor(context.env);
  const close = screen.show({
    draw: (size) => <ChooseApp store={store} page={page} choices={choices} marks={marks} size={size} />,
    press: store.press,
    cameBack: store.cameBack,
  });
  try {
    return await Promise.race([store.chosen, context.interrupted]);
  } finally {
    store.stop();
    close();
  }
}
