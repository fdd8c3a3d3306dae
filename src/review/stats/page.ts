import { width, wrap } from '../../text/width.js';
import type { Paint } from '../paint.js';
import type { Times } from '../times.js';

/** What every part of the page is drawn with. */
export interface Page {
  readonly columns: number;
  readonly paint: Paint;
  readonly times: Times;
  /** Nothing but ASCII may be drawn. */
  readonly ascii: boolean;
}

/** A heading, with what it comes to: beside it, or below where there is no room. */
export function heading({ columns, paint }: Page, title: string, figure = ''): readonly string[] {
  const isOneLine = width(title) + 2 + width(figure) <= columns;
  return [
    '',
    `${paint.bold(title)}${figure === '' || !isOneLine ? '' : `  ${figure}`}`,
    ...(isOneLine ? [] : wrap(figure, columns - 2).map((line) => `  ${line}`)),
  ];
}

/** A paragraph below a heading. */
export const sentences = ({ columns, paint }: Page, text: string): readonly string[] =>
  wrap(text, columns - 2).map((line) => paint.dim(`  ${line}`));

/** Rows that are too many for a page: the first of them, and how many are left. */
export function firstOf<Value>(
  values: readonly Value[],
  most: number,
): { readonly shown: readonly Value[]; readonly more: number } {
  return { shown: values.slice(0, most), more: Math.max(0, values.length - most) };
}
