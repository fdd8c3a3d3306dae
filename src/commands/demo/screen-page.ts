import { graphemes } from '../../text/graphemes.js';
import { width } from '../../text/width.js';

/** The cells of a screen and its cursor. Rows and columns count from 0. */
export interface Page {
  readonly put: (text: string) => void;
  readonly move: (row: number, column: number) => void;
  readonly lineFeed: () => void;
  /** From a cell of the row up to, but not including, another; all of the rest unless given. */
  readonly eraseInRow: (row: number, from: number, to?: number) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly cursor: () => { readonly row: number; readonly column: number };
  /** Without the blanks at the ends of the rows. */
  readonly rows: () => readonly string[];
}

export function createPage(columns: number, rows: number): Page {
  let size = { columns, rows };
  let cells: string[][] = Array.from({ length: rows }, () => []);
  let row = 0;
  let column = 0;

  const lineFeed = (): void => {
    if (row < size.rows - 1) {
      row += 1;
    } else {
      cells = [...cells.slice(1), []];
    }
  };
  return {
    put(text) {
      for (const { segment } of graphemes(text)) {
        const wide = width(segment);
        if (column + wide > size.columns) {
          lineFeed();
          column = 0;
        }
        const line = cells[row] ?? [];
        while (line.length < column) {
          line.push(' ');
        }
        // A character of two columns leaves its second cell empty.
        line.splice(column, wide, ...[segment, ''].slice(0, wide));
        column += wide;
      }
    },
    move(toRow, toColumn) {
      row = clamp(toRow, size.rows);
      column = clamp(toColumn, size.columns);
    },
    lineFeed,
    eraseInRow(which, from, to) {
      const line = cells[which];
      line?.splice(from, (to ?? line.length) - from, ...(to === undefined ? [] : ' '.repeat(to - from)));
    },
    resize(newColumns, newRows) {
      size = { columns: newColumns, rows: newRows };
      const first = Math.max(0, row - newRows + 1);
      cells = Array.from({ length: newRows }, (_, n) => cells[first + n] ?? []);
      row = clamp(row - first, newRows);
      column = clamp(column, newColumns);
    },
    cursor: () => ({ row, column }),
    rows: () => cells.map((line) => line.join('').trimEnd()),
  };
}

const clamp = (wanted: number, count: number): number => Math.max(0, Math.min(wanted, count - 1));
