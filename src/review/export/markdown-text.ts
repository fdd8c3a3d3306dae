import { plainLine, plainText } from './plain-text.js';

/**
 * A line of text that Markdown takes for text: no link, no HTML, no heading, no list (CommonMark 0.31 section 2.4 allows
 * a backslash before every ASCII punctuation character; GFM turns bare addresses into links, too).
 */
export const mdLine = (value: unknown, most?: number): string =>
  plainLine(value, most)
    .replaceAll(/[\\`*_{}[\]<>|~&$#]/g, '\\$&')
    .replaceAll(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replaceAll(/!(?=\\\[)/g, '\\!');

/** Text as it came, in a block of its own: its fence is longer than any in the text. */
export function mdBlock(value: unknown, most?: number): readonly string[] {
  const text = plainText(value, most);
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...text.split('\n'), fence];
}

/** A table. Cells are Markdown already. */
export const mdTable = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  mdRow(heads),
  mdRow(heads.map(() => '---')),
  ...rows.map(mdRow),
];

export const mdRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
