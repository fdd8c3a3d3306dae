import type { Key } from './keys.js';
import { backToQuestion } from './press-row.js';
import type { Screen } from './screen.js';

/** Keys on a page that scrolls: evidence, or help. */
export function pressOnPage(screen: Screen, key: Key): Screen {
  const { view } = screen;
  if (view.type !== 'evidence' && view.type !== 'help') {
    return screen;
  }

  const to = (offset: number): Screen => ({ ...screen, view: { ...view, offset: Math.max(0, offset) } });
  const { page } = screen;
  switch (key.name) {
    case 'up':
      return to(view.offset - 1);
    case 'down':
      return to(view.offset + 1);
    case 'page-up':
      return to(view.offset - page);
    case 'page-down':
      return to(view.offset + page);
    case 'home':
      return to(0);
    case 'end':
      return to(Number.MAX_SAFE_INTEGER);
    case 'escape':
    case 'enter':
      return backToQuestion(screen);
    case 'char':
      return key.char === ' ' ? to(view.offset + page) : /^[eqb?]$/i.test(key.char) ? backToQuestion(screen) : screen;
    default:
      return screen;
  }
}
