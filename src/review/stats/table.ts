import { padEnd, truncate, width, wrap } from '../../text/width.js';
import type { Paint } from '../paint.js';

export interface Column {
  readonly head: string;
  /** Figures stand below each other by their last digit. */
  readonly right?: true;
}

export interface Row {
  readonly cells: readonly string[];
  /** Sentences below the row. */
  readonly notes?: readonly string[];
}

export interface TableOptions {
  readonly columns: number;
  readonly paint: Paint;
}

/**
 * Rows below their heads; where they do not fit, each row becomes a few lines that name what they hold. The first cell
 * is the name: it may be cut. Cells are sanitised already.
 */
export function renderTable(heads: readonly Column[], rows: readonly Row[], options: TableOptions): readonly string[] {
  const widths = heads.map(({ head }, n) => Math.max(width(head), ...rows.map(({ cells }) => width(cells[n] ?? ''))));
  const [first = 0, ...others] = widths;
  const room = options.columns - lead.length - others.reduce((sum, one) => sum + gap.length + one, 0);
  if (room < Math.min(first, narrowestName)) {
    return rows.flatMap((row) => card(heads, row, options));
  }

  const fitted = [Math.min(first, room), ...others];
  const line = (cells: readonly string[]): string =>
    `${lead}${heads.map(({ right }, n) => place(cells[n] ?? '', fitted[n] ?? 0, right)).join(gap)}`.trimEnd();
  return [
    options.paint.dim(line(heads.map(({ head }) => head))),
    ...rows.flatMap(({ cells, notes }) => [line(cells), ...noteLines(notes, options)]),
  ];
}

const lead = '  ';
const gap = '  ';
const narrowestName = 12;

function place(cell: string, columns: number, right: true | undefined): string {
  const fitting = truncate(cell, columns);
  return right === true ? ' '.repeat(columns - width(fitting)) + fitting : padEnd(fitting, columns);
}

function card(heads: readonly Column[], { cells, notes }: Row, options: TableOptions): readonly string[] {
  const [name = '', ...values] = cells;
  const facts = values.flatMap((value, n) => (value === '' ? [] : [`${heads[n + 1]?.head ?? ''} ${value}`]));
  return [
    `${lead}${options.paint.bold(truncate(name, options.columns - lead.length))}`,
    ...indented(facts.join(' · '), options),
    ...noteLines(notes, options),
  ];
}

const noteLines = (notes: Row['notes'], options: TableOptions): readonly string[] =>
  (notes ?? []).flatMap((note) => indented(note, options).map((line) => options.paint.careful(line)));

const indented = (text: string, { columns }: TableOptions): readonly string[] =>
  text === '' ? [] : wrap(text, columns - 4).map((line) => `    ${line}`);
