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

/**
 * A line with those after it that belong to it: as many as it takes until it is whole, without their comments. Formatters
 * write what is long over several lines. The line alone where it never is.
 * @param comment what begins a comment
 */
export function joined(
  lines: readonly string[],
  at: number,
  isWhole: (text: string) => boolean,
  comment: string,
): string {
  let text = lines[at] ?? '';
  for (const line of lines.slice(at + 1, at + 1 + mostJoined)) {
    if (isWhole(text)) {
      return text;
    }

    text = `${withoutComment(text, comment)} ${line.trim()}`;
  }

  return isWhole(text) ? text : (lines[at] ?? '');
}

const mostJoined = 20;

const withoutComment = (text: string, comment: string): string => {
  const from = text.indexOf(comment);
  return from < 0 ? text : text.slice(0, from);
};

/** A line; one that begins a class in a language with braces, up to its body: what it extends may stand on the next line. */
export const headIn = (lines: readonly string[], at: number): string =>
  /\b(?:class|record)\b/.test(lines[at] ?? '')
    ? joined(lines, at, (text) => /[{;]/.test(text), '//')
    : (lines[at] ?? '');

/** How far a line is indented; a tab counts as one. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

export const cComments = [['/*', '*/']] as const;
