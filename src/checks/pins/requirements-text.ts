/** One logical line: comments gone, `\` continuations joined. */
export interface LogicalLine {
  readonly text: string;
  /** Of its first physical line; from 1. */
  readonly line: number;
}

/** The lines of a requirements file that say something, as pip reads them: a comment starts the line or stands after a blank. */
export function logicalLines(file: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: { readonly parts: string[]; readonly line: number } | undefined;
  const close = (): void => {
    const text = open?.parts.join('').trim() ?? '';
    if (open !== undefined && text !== '') {
      lines.push({ text, line: open.line });
    }
    open = undefined;
  };
  file
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((raw, index) => {
      // A comment line ends a continuation, and is never continued itself.
      const isComment = /^\s*#/.test(raw);
      const isContinued = raw.endsWith('\\') && !isComment;
      const text = isComment ? '' : (isContinued ? raw.slice(0, -1) : raw).replace(/\s+#.*$/s, '');
      open ??= { parts: [], line: index + 1 };
      open.parts.push(text);
      if (!isContinued) {
        close();
      }
    });
  close();
  return lines;
}
