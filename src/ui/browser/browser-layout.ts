import { type Layout, layoutFor, type Size } from '../layout.js';
import type { BrowserState } from './state.js';

/** Rows of the browser's pages; one row less than the terminal has. */
export interface BrowserLayout extends Pick<Layout, 'columns' | 'rows' | 'tooSmall'> {
  /** Names above the columns of the list. */
  readonly titles: boolean;
  /** Lines about the run in focus, below the list. */
  readonly detail: number;
  /** Lines of the page between header and footer. */
  readonly body: number;
}

export function browserLayout(state: Pick<BrowserState, 'size' | 'run' | 'pager' | 'help' | 'filter'>): BrowserLayout {
  const { columns, rows, tooSmall } = layoutFor(state.size);
  const isList = state.run === undefined && state.pager === undefined && state.help === undefined;
  const find = state.help === undefined ? (state.pager?.find ?? state.run?.find ?? state.filter) : undefined;
  const finding = find !== undefined && (find.typing || (isList && find.field.text !== '')) ? 1 : 0;
  const titles = isList && rows >= 14 && columns >= 60;
  const detail = isList ? detailRows(state.size) : 0;
  return { columns, rows, tooSmall, titles, detail, body: Math.max(1, rows - 2 - finding - (titles ? 1 : 0) - detail) };
}

const detailRows = ({ rows }: Size): number => (rows >= 20 ? 3 : rows >= 8 ? 1 : 0);
