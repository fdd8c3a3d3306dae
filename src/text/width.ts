import stringWidth from 'string-width';
import { graphemes } from './graphemes.js';

/** Terminal columns of one line without control characters: CJK and emoji take two, combining marks none. */
export function width(line: string): number {
  if (isAscii.test(line)) {
    return line.length;
  }
  return line.length < long ? stringWidth(line) : widthOfLong(line);
}

/** The line if it fits, else as much of it as leaves room for `…`. Never cuts a character in two. */
export function truncate(line: string, columns: number): string {
  if (columns < 1) {
    return '';
  }
  return beginning(line, columns) === line ? line : `${beginning(line, columns - 1).trimEnd()}…`;
}

/** The line with spaces added up to `columns`; longer lines stay as they are. */
export const padEnd = (line: string, columns: number): string => line + ' '.repeat(Math.max(0, columns - width(line)));

/**
 * The lines of a text of any length, none wider than `columns`. Breaks at spaces, and inside a word only when the word
 * alone is too wide. Indentation and gaps inside a line stay, spaces at a break go. (A character of two columns still
 * stands in a single one: it cannot be cut.)
 */
export function wrap(text: string, columns: number): readonly string[] {
  const room = Math.max(1, Math.floor(columns));
  return text.split('\n').flatMap((line) => wrapLine(line, room));
}

const isAscii = /^[\x20-\x7e]*$/;

/** From here on string-width itself takes quadratic time. */
const long = 1000;

function widthOfLong(line: string): number {
  let columns = 0;
  for (const { segment } of graphemes(line)) {
    columns += width(segment);
  }
  return columns;
}

/** The longest beginning of the line that fits. Looks no further than it has to. */
function beginning(line: string, columns: number): string {
  if (isAscii.test(line)) {
    return line.slice(0, Math.max(0, columns));
  }
  let used = 0;
  for (const { segment, index } of graphemes(line)) {
    used += width(segment);
    if (used > columns) {
      return line.slice(0, index);
    }
  }
  return line;
}

function wrapLine(line: string, columns: number): readonly string[] {
  if (isAscii.test(line) && line.length <= columns) {
    return [line.trimEnd()];
  }
  const lines: string[] = [];
  let current = '';
  let used = 0;
  let gap = '';
  for (const token of line.match(wordsAndGaps) ?? []) {
    if (token.startsWith(' ')) {
      gap = token;
      continue;
    }
    const wide = width(token);
    if (used + gap.length + wide <= columns) {
      current += gap + token;
      used += gap.length + wide;
    } else {
      if (used > 0) {
        lines.push(current);
      }
      const pieces = wide <= columns ? [token] : cut(token, columns);
      for (const piece of pieces.slice(0, -1)) {
        lines.push(piece);
      }
      current = pieces.at(-1) ?? '';
      used = width(current);
    }
    gap = '';
  }
  return [...lines, current];
}

const wordsAndGaps = / +|[^ ]+/g;

/** A word in pieces that fit. */
function cut(word: string, columns: number): readonly string[] {
  if (isAscii.test(word)) {
    return Array.from({ length: Math.ceil(word.length / columns) }, (_, n) =>
      word.slice(n * columns, (n + 1) * columns),
    );
  }
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { segment } of graphemes(word)) {
    const wide = width(segment);
    if (used + wide > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += segment;
    used += wide;
  }
  return [...pieces, piece];
}
