import { stripVTControlCharacters } from 'node:util';
import { truncate } from './width.js';

/**
 * Text from outside, made harmless for a terminal and for a reader. Line breaks stay (CR LF becomes LF), a tab becomes
 * two spaces, colours and other terminal sequences go, and whatever else cannot be seen or moves the cursor is shown as
 * `\u{202e}`. Linear in the length of the text.
 */
export function safe(text: string): string {
  if (isPlain.test(text)) {
    return text;
  }
  const withoutSequences = stripVTControlCharacters(text.replace(controlStrings, ''));
  return withoutSequences.replace(lineEnds, '\n').replace(unseen, show);
}

/**
 * The same on one line: what stood on several lines is joined by spaces.
 * @param maxColumns cut to this many terminal columns, the last one being `…`
 */
export function safeLine(text: string, maxColumns?: number): string {
  const line = joined(safe(text));
  return maxColumns === undefined ? line : truncate(line, maxColumns);
}

const isPlain = /^[\n\x20-\x7e]*$/;

/**
 * DCS, SOS, OSC, PM and APC with their bodies, in the 7-bit and 8-bit form (ECMA-48 section 5.6). Node's own function
 * leaves the bodies standing. A line break ends them too: a string that is never closed must not hide the lines after
 * it. So does the next ESC, as in a terminal.
 */
const controlStrings = /(?:\x1b[P\]X^_]|[\x90\x98\x9d-\x9f])[^\n\x07\x18\x1a\x1b\x9c]*(?:\x1b\\|[\x07\x18\x1a\x9c])?/g;

/** Also with the carriage return doubled, as a terminal in between does. Starts only where a run starts: linear. */
const lineEnds = /(?<!\r)\r+\n/g;

/** Control, format, line and paragraph separators, lone surrogates, and letters that draw nothing (Hangul fillers). */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

function show(character: string, offset: number, text: string): string {
  if (character === '\n' || isVariationSelector(character)) {
    return character;
  }
  if (character === '\t') {
    return '  ';
  }
  if (character === '\u200d' && joinsEmoji(text, offset)) {
    return character;
  }
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Text or emoji style of the character before it: part of ordinary emoji. */
const isVariationSelector = (character: string): boolean => character === '\ufe0e' || character === '\ufe0f';

/** A zero-width joiner is part of 👩‍🚀, and a hiding place anywhere else. */
const joinsEmoji = (text: string, offset: number): boolean =>
  endsInEmoji.test(text.slice(Math.max(0, offset - 3), offset)) &&
  startsWithEmoji.test(text.slice(offset + 1, offset + 3));

const endsInEmoji = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u;
const startsWithEmoji = /^\p{Extended_Pictographic}/u;

function joined(text: string): string {
  if (!text.includes('\n')) {
    return text;
  }
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
