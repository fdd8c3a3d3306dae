import { graphemes } from '../text/graphemes.js';
import { safeLine } from '../text/sanitise.js';
import { width } from '../text/width.js';
import type { Marks } from './marks.js';

/**
 * The text as it goes to the terminal: the last door. What nobody made harmless before is made harmless here, and a
 * terminal that knows only ASCII gets only ASCII, as wide as the original.
 */
export function drawable(text: string, { ascii }: Pick<Marks, 'ascii'>): string {
  if (isAscii.test(text)) {
    return text;
  }

  const harmless = unsafe.test(text) ? safeLine(text) : text;
  return ascii ? [...graphemes(harmless)].map(({ segment }) => inAscii(segment)).join('') : harmless;
}

const isAscii = /^[\x20-\x7e]*$/;

const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** `é` is an `e` to everybody; what has no relative among the letters of ASCII becomes a question mark. */
function inAscii(character: string): string {
  if (isAscii.test(character)) {
    return character;
  }

  const columns = width(character);
  const letter = character.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return (alike[character] ?? (letter.length === columns ? letter : '?')).padEnd(columns, '?').slice(0, columns);
}

const alike: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '|',
  '→': '>',
  '›': '>',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '✔': '+',
  '✖': 'x',
  '●': '*',
  '•': '*',
  '\u00a0': ' ',
};
