import { layoutFor, type Size } from './layout.js';

/** What a page with something to choose has room for. */
export interface FullScreenSize {
  readonly tooSmall: boolean;
  /** Lines of a text that is looked at. */
  readonly page: number;
}

/** Rows and columns of such a page; one row less than the terminal has. */
export interface ChooseLayout extends FullScreenSize {
  readonly columns: number;
  readonly rows: number;
  /** Lines between the header and the keys. */
  readonly bodyRows: number;
  /** An empty line below the header and above the choices. */
  readonly airy: boolean;
}

export function chooseLayout(size: Size): ChooseLayout {
  const { columns, rows, tooSmall } = layoutFor(size);
  const airy = rows >= 14;
  const bodyRows = Math.max(0, rows - 2 - (airy ? 1 : 0));
  return { columns, rows, tooSmall, bodyRows, airy, page: Math.max(1, bodyRows - 1) };
}
