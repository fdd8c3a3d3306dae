/** A character that has no business in a checklist. */
export interface BadCharacter {
  /** Index in UTF-16 units. */
  readonly index: number;
  /** `control` moves terminals, `invisible` hides or reorders what a reader sees. */
  readonly what: 'control' | 'invisible';
  /** `U+202E` */
  readonly name: string;
}

/** The first control character other than tab and line breaks; undefined if there is none. */
export const findControl = (text: string): BadCharacter | undefined => find(text, controls, 'control');

/**
 * The first character that hides or reorders text: bidirectional controls, zero-width characters, tags and other format
 * characters (Unicode category Cf), line and paragraph separators. The two joiners that emoji and some scripts need are
 * let through; commands and questions refuse them too (`findHidden`).
 */
export const findInvisible = (text: string): BadCharacter | undefined => find(text, invisible, 'invisible');

/** Like `findInvisible`, with the joiners U+200C and U+200D. */
export const findHidden = (text: string): BadCharacter | undefined => find(text, hidden, 'invisible');

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const invisible = /(?![\u200c\u200d])[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/u;
const hidden = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/u;

function find(text: string, pattern: RegExp, what: BadCharacter['what']): BadCharacter | undefined {
  const index = text.search(pattern);
  if (index < 0) {
    return undefined;
  }
  const code = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { index, what, name: `U+${code}` };
}
