import type { Key } from './keys.js';

/** Where a page that scrolls is after a key. */
export type Scrolled = { readonly to: number } | 'left' | undefined;

/**
 * Keys on a page that scrolls.
 * @param offset first line shown
 * @param page lines there is room for
 * @param leaving letters that leave the page, beside Escape and Enter
 * @returns `undefined` for a key that means nothing here
 */
export function scroll(key: Key, offset: number, page: number, leaving: RegExp): Scrolled {
  const to = (line: number): Scrolled => ({ to: Math.max(0, line) });
  switch (key.name) {
    case 'up':
      return to(offset - 1);
    case 'down':
      return to(offset + 1);
    case 'page-up':
      return to(offset - page);
    case 'page-down':
      return to(offset + page);
    case 'home':
      return to(0);
    case 'end':
      return to(Number.MAX_SAFE_INTEGER);
    case 'escape':
    case 'enter':
      return 'left';
    case 'char':
      return key.char === ' ' ? to(offset + page) : leaving.test(key.char) ? 'left' : undefined;
    default:
      return undefined;
  }
}
