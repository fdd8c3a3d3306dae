import { plainText } from './plain-text.js';

/** One line, RFC 4180: CR LF at its end, quotes where they are needed. */
export const csvLine = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * A cell that a spreadsheet takes for text, however it begins: what looks like a formula gets an apostrophe before it
 * (OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tab and carriage return; also the wide forms of these signs).
 */
export function csvCell(cell: unknown): string {
  if (typeof cell === 'number') {
    return String(cell);
  }

  const text = plainText(cell, most);
  // A tab or a carriage return at its beginning is not there any more once it is harmless.
  const defused = formula.test(text) || (typeof cell === 'string' && formula.test(cell)) ? `'${text}` : text;
  return needsQuotes.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

/** Spreadsheets take 32,767 characters in a cell; what is made harmless may grow. */
const most = 30_000;

const formula = /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/;

/** Also a semicolon and a tab: some programs take those for the end of a cell. */
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;
