import { wrap } from '../../text/width.js';

/** A text behind a mark, wrapped: the lines below the first are indented as far as the mark is wide. None for no text. */
export const hanging = (mark: string, text: string, columns: number): readonly string[] =>
  text === ''
    ? []
    : wrap(text, columns - mark.length).map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`);
