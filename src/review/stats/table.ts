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
  const fit = gaps.flatMap((gap) => fitted(widths, gap, options.columns))[0];
  if (fit === undefined) {
    return rows.flatMap((row) => card(heads, row, options));
  }

  const line = (cells: readonly string[]): string =>
    `${lead}${heads.map(({ right }, n) => place(cells[n] ?? '', fit.widths[n] ?? 0, right)).join(fit.gap)}`.trimEnd();
  return [
    options.paint.dim(line(heads.map(({ head }) => head))),
    ...rows.flatMap(({ cells, notes }) => [line(cells), ...noteLines(notes, options)]),
  ];
}

const lead = '  ';
const gaps = ['  ', ' '];
const narrowestName = 12;

interface Fit {
  readonly widths: readonly number[];
  readonly gap: string;
}

/** Only the name gives way. */
function fitted([first = 0, ...others]: readonly number[], gap: string, columns: number): readonly Fit[] {
  const room = columns - lead.length - others.reduce((sum, one) => sum + gap.length + one, 0);
  return room < Math.min(first, narrowestName) ? [] : [{ widths: [Math.min(first, room), ...others], gap }];
}

function place(cell: string, columns: number, right: true | undefined): string {
  const fitting = truncate(cell, columns);
  return right === true ? ' '.repeat(columns - width(fitting)) + fitting : padEnd(fitting, columns);
}

function card(heads: readonly Column[], { cells, notes }: Row, options: TableOptions): readonly string[] {
  const [name = '', ...values] = cells;
  const facts = values.flatMap((value, n) => (value === '' ? [] : [`${heads[n + 1]?.head ?? ''} ${value}`]));
  return [
    `${lead}${options.paint.bold(truncate(name, options.columns - lead.length))}`,
    ...flow(facts, options.columns - margin.length).map((line) => `${margin}${line}`),
    ...noteLines(notes, options),
  ];
}

const noteLines = (notes: Row['notes'], options: TableOptions): readonly string[] =>
  (notes ?? []).flatMap((note) => indented(note, options).map((line) => options.paint.careful(line)));

const margin = '    ';

const indented = (text: string, { columns }: TableOptions): readonly string[] =>
  wrap(text, columns - margin.length).map((line) => `${margin}${line}`);

/** Pieces on as few lines as they need, none cut in two that fits on a line of its own. */
function flow(pieces: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const longer = line === '' ? piece : `${line} · ${piece}`;
    if (line !== '' && width(longer) > columns) {
      lines.push(line);
      line = piece;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line].flatMap((one) => wrap(one, columns));
}
