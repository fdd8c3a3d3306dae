import type { Size } from '../layout.js';
import type { BlocksContext } from './blocks-context.js';
import { browserLayout } from './browser-layout.js';
import type { Entry } from './entry.js';
import type { FileBehind, OpenedRun } from './opened.js';
import { atRow } from './press-list.js';
import { atPlace } from './press-pager.js';
import { atBlock } from './press-run.js';
import { runBlocks } from './run-blocks.js';
import { type BrowserState, notFinding, type RunView } from './state.js';
import type { TextFile } from './text-file.js';

export type PagesContext = Omit<BlocksContext, 'columns'>;

/** A run was opened. */
export function withRun(state: BrowserState, entry: Entry, opened: OpenedRun, context: PagesContext): BrowserState {
  return { ...state, run: { ...laidOut(opened, state.size, context), entry, opened, at: 0, top: 0, find: notFinding } };
}

/** A file of a run was opened: from its beginning. */
export function withFile(state: BrowserState, behind: FileBehind, file: TextFile): BrowserState {
  const pager = { behind, file, top: 0, lines: [], shift: 0, find: notFinding };
  return { ...state, pager: atPlace(pager, browserLayout({ ...state, pager }).body, 0) };
}

/** Another size of the window: everything keeps its place. */
export function resized(before: BrowserState, size: Size, context: PagesContext): BrowserState {
  const state = atRow({ ...before, size }, before.at);
  const { run, pager } = state;
  const laid = run === undefined ? undefined : { ...run, ...laidOut(run.opened, size, context), top: 0 };
  const { body } = browserLayout(state);
  return {
    ...state,
    run: laid === undefined ? undefined : atBlock({ ...laid, top: laid.starts[laid.at] ?? 0 }, body, laid.at),
    pager: pager === undefined ? undefined : atPlace(pager, body, pager.top),
  };
}

function laidOut(
  opened: OpenedRun,
  { columns }: Size,
  context: PagesContext,
): Pick<RunView, 'blocks' | 'lines' | 'starts'> {
  // Two columns hold the pointer, one stays empty.
  const blocks = runBlocks(opened, { ...context, columns: Math.max(10, columns - 3) });
  const starts: number[] = [];
  let start = 0;
  for (const { lines } of blocks) {
    starts.push(start);
    start += lines.length;
  }

  return { blocks, lines: blocks.flatMap(({ lines }) => lines), starts };
}
