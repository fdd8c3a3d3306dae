import { backToQuestion } from './back.js';
import type { Key } from './keys.js';
import type { Screen } from './screen.js';
import { scroll } from './scroll.js';

/** Keys on a page that scrolls: evidence, or help. */
export function pressOnPage(screen: Screen, key: Key): Screen {
  const { view } = screen;
  if (view.type !== 'evidence' && view.type !== 'help') {
    return screen;
  }

  const scrolled = scroll(key, view.offset, screen.page, /^[eqb?]$/i);
  if (scrolled === undefined) {
    return screen;
  }

  return scrolled === 'left' ? backToQuestion(screen) : { ...screen, view: { ...view, offset: scrolled.to } };
}
