export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where everything goes, in rows and columns. */
export interface Layout {
  readonly columns: number;
  /** Of the whole frame: one less than the terminal has, a full one would scroll. */
  readonly rows: number;
  /** Only a sentence fits. */
  readonly tooSmall: boolean;
  /** The list stands beside the question, between two rules. */
  readonly wide: boolean;
  /** Lines above the body, without the rule. */
  readonly header: number;
  readonly bodyRows: number;
  readonly listColumns: number;
  readonly mainColumns: number;
}

/** Smaller than this, a question and its answers cannot be read. */
const least: Size = { columns: 20, rows: 5 };

/** From this size on the list stands beside the question. */
const wideFrom: Size = { columns: 80, rows: 14 };

export function layoutFor({ columns, rows: terminalRows }: Size): Layout {
  const rows = Math.max(0, terminalRows - 1);
  const tooSmall = columns < least.columns || terminalRows < least.rows;
  const wide = columns >= wideFrom.columns && terminalRows >= wideFrom.rows;
  const header = wide || terminalRows >= 16 ? 2 : terminalRows >= 8 ? 1 : 0;
  const listColumns = wide ? Math.min(56, Math.max(35, Math.floor(columns * 0.38))) : 0;
  return {
    columns,
    rows,
    tooSmall,
    wide,
    header,
    bodyRows: Math.max(0, rows - header - (wide ? 2 : 0) - 1),
    listColumns,
    // Beside the list stand a line and a blank; alone it keeps a blank on both sides.
    mainColumns: Math.max(1, columns - listColumns - (wide ? 3 : 2)),
  };
}
