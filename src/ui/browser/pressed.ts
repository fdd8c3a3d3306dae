import type { Search } from './find-text.js';
import type { FileBehind } from './opened.js';
import type { BrowserState } from './state.js';

/** What became of a key. */
export interface Pressed {
  readonly state: BrowserState;
  readonly act?: BrowserAct;
}

/** What the state cannot do by itself. */
export type BrowserAct =
  | { readonly do: 'leave' | 'interrupt' | 'redraw' }
  | { readonly do: 'open'; readonly run: string }
  | { readonly do: 'read'; readonly behind: FileBehind }
  | { readonly do: 'search'; readonly search: Search }
  | { readonly do: 'copy'; readonly text: string };
