import { truncate, width, wrap } from '../text/width.js';

export type Tone = 'go' | 'warn' | 'no-go' | 'quiet' | 'strong' | 'accent';

/** A stretch of text in one tone. The words carry the meaning; the tone only helps. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

export type Line = readonly Span[];

export const line = (text: string, tone?: Tone): Line => [tone === undefined ? { text } : { text, tone }];

export const blank: Line = [];

/** A paragraph broken to `columns`, every line in one tone. */
export const paragraph = (text: string, columns: number, tone?: Tone): readonly Line[] =>
  wrap(text, Math.max(1, columns)).map((one) => line(one, tone));

export const lineWidth = (spans: Line): number => spans.reduce((sum, span) => sum + width(span.text), 0);

/** The same, set in by two. */
export const indented = (text: string, columns: number, tone?: Tone): readonly Line[] =>
  paragraph(text, columns - 2, tone).map((one) => [{ text: '  ' }, ...one]);

/** `left` and `right` on one line of exactly `columns`; `left` gives way when there is no room for both. */
export function spread(left: Line, right: Line, columns: number): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth + Math.min(4, lineWidth(left)) > columns) {
    return cut(left, columns);
  }

  const kept = cut(left, columns - rightWidth - 1);
  return [...kept, { text: ' '.repeat(columns - rightWidth - lineWidth(kept)) }, ...right];
}

/** No wider than `columns`. */
export function cut(spans: Line, columns: number): Line {
  const kept: Span[] = [];
  let room = columns;
  for (const span of spans) {
    if (room <= 0) {
      break;
    }

    const text = truncate(span.text, room);
    kept.push({ ...span, text });
    room -= width(text);
  }

  return kept;
}

/** At most `rows` lines of one text; an ellipsis says that it goes on. */
export function clipText(lines: readonly Line[], rows: number, columns: number): readonly Line[] {
  const kept = lines.slice(0, Math.max(0, rows));
  const last = kept.at(-1);
  if (lines.length <= rows || last === undefined) {
    return kept;
  }

  const room = columns - lineWidth(last);
  const [end = { text: '' }] = last.slice(-1);
  const longer = { ...end, text: `${end.text}${room > 1 ? ' ' : ''}…` };
  return [...kept.slice(0, -1), cut([...last.slice(0, -1), longer], columns)];
}

/** At most `rows` lines; the last one says how many more there are. */
export function clip(lines: readonly Line[], rows: number): readonly Line[] {
  if (lines.length <= rows) {
    return lines;
  }

  return rows < 1 ? [] : [...lines.slice(0, rows - 1), line(`… ${lines.length - rows + 1} more lines (e)`, 'quiet')];
}
