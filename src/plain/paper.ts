import { wrap } from '../text/width.js';
import { drawable } from '../ui/drawable.js';
import type { Line } from '../ui/lines.js';
import { type Marks, marksFor } from '../ui/marks.js';

/** What lines are printed on: how wide it is, and what it can show. */
export interface Paper {
  /** Terminal columns. */
  readonly columns: number;
  readonly marks: Marks;
}

/** So wide that nothing is cut: lines of the full screen are broken here, on word ends, and never shortened. */
export const endless = 10_000;

/** Words and ASCII marks only; what came from outside keeps its letters where the locale can show them. */
export const plainMarks = (env: Readonly<Record<string, string | undefined>>): Marks => ({
  ...marksFor({}),
  separator: '-',
  ascii: marksFor(env).ascii,
});

/** Narrower than this nothing can be read anyway, and a terminal that tells no width is no reason for a column of letters. */
const leastColumns = 20;

/**
 * Whole lines, none as wide as the terminal: one that is full makes some terminals put an empty one below. What is set
 * in stays set in when it is broken.
 * @param hang how much further all lines of a text but its first are set in
 */
export function print(texts: readonly string[], { columns, marks }: Paper, hang = 0): readonly string[] {
  const room = Math.max(leastColumns, columns) - 1;
  return texts.flatMap((text) => {
    const shown = drawable(text, marks).trimEnd();
    const indent = Math.min(shown.length - shown.trimStart().length, 8);
    const [first = ''] = wrap(shown.trimStart(), room - indent);
    const rest = shown.trimStart().slice(first.length).trimStart();
    const below = rest === '' ? [] : wrap(rest, room - indent - hang);
    return [`${' '.repeat(indent)}${first}`, ...below.map((one) => `${' '.repeat(indent + hang)}${one}`)];
  });
}

/** Lines of the full screen, without their tones. */
export const textsOf = (lines: readonly Line[]): readonly string[] =>
  lines.map((spans) => spans.map((span) => span.text).join(''));

/** A text of several lines as a plain terminal shows it. */
export const folded = (
  text: string,
  { columns, env }: Pick<Paper, 'columns'> & { readonly env: Readonly<Record<string, string | undefined>> },
): string => `${print(text.trimEnd().split('\n'), { columns, marks: plainMarks(env) }).join('\n')}\n`;
