/**
 * The lines of a source file, without its block comments: those become empty lines. Lines over 1,000 characters, which
 * no person wrote, are empty, too. Takes time that grows with the text only.
 * @param blocks what opens and what closes a block
 */
export function sourceLines(text: string, blocks: readonly (readonly [string, string])[] = []): readonly string[] {
  const bare = blocks.reduce((rest, [open, close]) => withoutBlocks(rest, open, close), text);
  return bare.split(/\r?\n/).map((line) => (line.length > 1000 ? '' : line));
}

function withoutBlocks(text: string, open: string, close: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    if (start < 0) {
      break;
    }

    const end = text.indexOf(close, start + open.length);
    const after = end < 0 ? text.length : end + close.length;
    pieces.push(text.slice(at, start), text.slice(start, after).replaceAll(/[^\n]+/g, ' '));
    at = after;
  }
  return `${pieces.join('')}${text.slice(at)}`;
}

/** How far a line is indented; a tab counts as one. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

export const cComments = [['/*', '*/']] as const;
