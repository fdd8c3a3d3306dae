import type { Size } from '../layout.js';
import type { Line } from '../lines.js';
import { emptyField, type TextField } from '../text-field.js';
import type { Entry } from './entry.js';
import type { Search } from './find-text.js';
import type { FileBehind, OpenedRun } from './opened.js';
import type { Block } from './run-blocks.js';
import { type Sort, sift, siftInto } from './sift.js';
import type { Tally } from './tally.js';
import type { FileLine, TextFile } from './text-file.js';

/** Everything the browser shows follows from this; only keys, the terminal's size and what is read change it. */
export interface BrowserState {
  readonly size: Size;
  /** What was read so far, newest first. */
  readonly all: readonly Entry[];
  /** How many runs were looked at for it. */
  readonly looked: number;
  /** Nothing is left to read. */
  readonly complete: boolean;
  readonly filter: Finding;
  readonly sort: Sort;
  /** `all` after filter and sort. */
  readonly shown: readonly Entry[];
  /** Index of the highlighted run, and of the first one on screen. */
  readonly at: number;
  readonly top: number;
  readonly run?: RunView | undefined;
  readonly pager?: PagerView | undefined;
  /** First line of the page with all keys, while that is open. */
  readonly help?: number | undefined;
  /** One or two sentences about the last key. */
  readonly hint?: string | undefined;
}

/** A line to type what is looked for. */
export interface Finding {
  readonly field: TextField;
  readonly typing: boolean;
}

/** A run that is looked at. */
export interface RunView {
  readonly entry: Entry;
  readonly opened: OpenedRun;
  readonly blocks: readonly Block[];
  /** All lines of its blocks, and the first one of each. */
  readonly lines: readonly Line[];
  readonly starts: readonly number[];
  /** Index of the block in focus, and of the first line on screen. */
  readonly at: number;
  readonly top: number;
  readonly find: Finding;
}

/** A file that is looked at, through a window. */
export interface PagerView {
  readonly behind: FileBehind;
  readonly file: TextFile;
  /** The lines on screen; the first of them begins at `top`, in bytes. */
  readonly top: number;
  readonly lines: readonly FileLine[];
  /** Columns that long lines are moved by. */
  readonly shift: number;
  readonly find: Finding;
  /** Going on between keys. */
  readonly search?: Search | undefined;
  /** How many lines hold what is looked for; counted between keys. */
  readonly tally?: Tally | undefined;
  /** Beginning of the line that was found last. */
  readonly found?: number | undefined;
}

export const notFinding: Finding = { field: emptyField, typing: false };

export const firstBrowser = (size: Size): BrowserState => ({
  ...{ size, all: [], looked: 0, complete: false },
  ...{ filter: notFinding, sort: 'newest', shown: [], at: 0, top: 0 },
});

/** Older runs were read: the one in focus stays in focus, and where nobody has moved yet the list stays at its top. */
export function withMore(
  state: BrowserState,
  added: readonly Entry[],
  { looked, complete }: Pick<BrowserState, 'looked' | 'complete'>,
): BrowserState {
  const { filter, sort, shown, at, top } = state;
  const more = siftInto(shown, added, filter.field.text, sort);
  const all = added.length === 0 ? state.all : [...state.all, ...added];
  const focus = shown[at];
  const now = at === 0 || focus === undefined || sort === 'newest' ? at : more.indexOf(focus);
  return { ...state, all, looked, complete, shown: more, at: now, top: top + now - at };
}

/** Some runs turned out to be damaged. */
export function withDamaged(state: BrowserState, damaged: ReadonlyMap<string, Entry>): BrowserState {
  const now = (entry: Entry): Entry => damaged.get(entry.digest.run) ?? entry;
  return { ...state, all: state.all.map(now), shown: state.shown.map(now) };
}

/** Another filter, or another order: the list begins at its top, or stays at the run in focus. */
export function sifted(state: BrowserState, change: Partial<Pick<BrowserState, 'filter' | 'sort'>>): BrowserState {
  const next = { ...state, ...change };
  const [text, before] = [next.filter.field.text, state.filter.field.text];
  // A few digits become the beginning of a commit only with the fourth.
  const narrower = change.sort === undefined && text.startsWith(before) && !/(?:^|\s)[0-9a-f]{1,3}$/iu.test(before);
  const from = narrower ? state.shown : state.all;
  const order = narrower ? 'newest' : next.sort;
  // What is in order stays in order when some of it goes.
  return { ...next, shown: sift(from, text, order), at: 0, top: 0 };
}
