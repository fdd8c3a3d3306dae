import type { Page } from './screen-page.js';

/** Carries out a control character or a CSI sequence; what is not known changes nothing. @param rows of the screen */
export function carryOut(page: Page, token: string, rows: number): void {
  const { row, column } = page.cursor();
  if (token.startsWith('\u001B[')) {
    const [first = 0, second = 0] = token.slice(2, -1).split(';').map(numberOf);
    controls[token.at(-1) ?? '']?.({ page, row, column, rows, first, second, count: Math.max(1, first) });
  } else {
    characters[token]?.(page, row, column);
  }
}

const numberOf = (text: string): number => Number(text) || 0;

const characters: Readonly<Record<string, (page: Page, row: number, column: number) => void>> = {
  '\r': (page, row) => page.move(row, 0),
  '\n': (page) => page.lineFeed(),
  '\b': (page, row, column) => page.move(row, column - 1),
  '\t': (page, row, column) => page.move(row, (Math.floor(column / 8) + 1) * 8),
};

interface Control {
  readonly page: Page;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  /** Parameters; 0 if absent. `count` is the first one where absent means 1. */
  readonly first: number;
  readonly second: number;
  readonly count: number;
}

/** By their last character (ECMA-48): CUU CUD CUF CUB, CNL CPL, CHA VPA, CUP HVP, ED EL. */
const controls: Readonly<Record<string, (control: Control) => void>> = {
  A: ({ page, row, column, count }) => page.move(row - count, column),
  B: ({ page, row, column, count }) => page.move(row + count, column),
  C: ({ page, row, column, count }) => page.move(row, column + count),
  D: ({ page, row, column, count }) => page.move(row, column - count),
  E: ({ page, row, count }) => page.move(row + count, 0),
  F: ({ page, row, count }) => page.move(row - count, 0),
  G: ({ page, row, count }) => page.move(row, count - 1),
  d: ({ page, column, count }) => page.move(count - 1, column),
  H: ({ page, count, second }) => page.move(count - 1, second - 1),
  f: ({ page, count, second }) => page.move(count - 1, second - 1),
  J: eraseRows,
  K: eraseInRow,
};

function eraseRows(control: Control): void {
  const { page, row, rows, first } = control;
  const [from, to] = first === 0 ? [row + 1, rows] : [0, first === 1 ? row : rows];
  for (let each = from; each < to; each++) {
    page.eraseInRow(each, 0);
  }

  if (first < 2) {
    eraseInRow(control);
  }
}

function eraseInRow({ page, row, column, first }: Control): void {
  page.eraseInRow(row, first === 0 ? column : 0, first === 1 ? column + 1 : undefined);
}
