/** A character that has no business in a checklist. */
export interface BadCharacter {
  /** Index in UTF-16 units. */
  readonly index: number;
  /** `control` moves terminals, `invisible` hides or reorders what a reader sees, `blank` looks like one and is none. */
  readonly what: 'control' | 'invisible' | 'blank';
  /** `U+202E` */
  readonly name: string;
}

/** The first control character other than tab and line breaks; undefined if there is none. */
export const findControl = (text: string): BadCharacter | undefined => find(text, controls, 'control');

/**
 * Like `findControl`, for a whole file: a carriage return counts as well where no line feed follows, because it hides
 * what stands before it from whoever looks at the file in a terminal.
 */
export const findRawControl = (text: string): BadCharacter | undefined => find(text, rawControls, 'control');

/**
 * The first character that hides or reorders text: bidirectional controls, zero-width characters, tags and other format
 * characters (Unicode category Cf), line and paragraph separators. The two joiners that emoji and some scripts need are
 * let through; commands and questions refuse them too (`findHidden`).
 */
export const findInvisible = (text: string): BadCharacter | undefined => find(text, invisible, 'invisible');

/** Like `findInvisible`, with the joiners U+200C and U+200D. */
export const findHidden = (text: string): BadCharacter | undefined => find(text, hidden, 'invisible');

/**
 * The first character that looks like a plain blank and is none, neither to YAML nor to a shell: the no-break space of
 * word processors and chats, the spaces of typesetters. Wide ones (U+3000) are seen.
 */
export const findBlank = (text: string): BadCharacter | undefined => find(text, blanks, 'blank');

/** What is wrong with one of them. @param name `U+00A0` */
export const strangeBlankWords = (name: string): string => `${name} looks like a plain blank and is none`;

const blanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/u;
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const rawControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/u;
/**
 * Also what a terminal may leave out altogether (Unicode property Default_Ignorable_Code_Point). The two selectors of emoji
 * style (U+FE0E, U+FE0F) belong to emoji, and hide after anything of ASCII that is no key cap.
 */
const unseen = '[\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}]';
const selector = '(?<![^\\x00-\\x7f])[\\ufe0e\\ufe0f](?!\\u20e3)';
const invisible = new RegExp(`(?![\\u200c\\u200d\\ufe0e\\ufe0f])${unseen}|${selector}`, 'u');
const hidden = new RegExp(`(?![\\ufe0e\\ufe0f])${unseen}|${selector}`, 'u');

/** A text without what `findControl` and `findInvisible` find. */
export const withoutUnseen = (text: string): string =>
  text.replace(new RegExp(controls, 'gu'), '').replace(new RegExp(invisible, 'gu'), '');

function find(text: string, pattern: RegExp, what: BadCharacter['what']): BadCharacter | undefined {
  const index = text.search(pattern);
  if (index < 0) {
    return undefined;
  }
  const code = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { index, what, name: `U+${code}` };
}
