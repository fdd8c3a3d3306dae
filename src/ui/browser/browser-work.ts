import { browserLayout } from './browser-layout.js';
import type { BrowserSource } from './browser-source.js';
import { asDamaged, type Entry } from './entry.js';
import { roundWords } from './find-block.js';
import { findText } from './find-text.js';
import { atFound } from './press-pager.js';
import { type BrowserState, type PagerView, withDamaged, withMore } from './state.js';
import { counted } from './tally.js';

/** What is done between keys, in small steps. */
export interface BrowserWork {
  /** Does one step. @returns undefined when nothing is left to do; `quiet` is not worth a new frame at once */
  readonly step: (state: BrowserState) => { readonly state: BrowserState; readonly quiet?: true } | undefined;
  /** What was read and is not in the list yet. */
  readonly settle: (state: BrowserState) => BrowserState;
}

/** Goes on with a search, looks at the runs on screen, and reads older ones. */
export function createBrowserWork(source: BrowserSource): BrowserWork {
  const looked = new Set<string>();
  let pending: Entry[] = [];
  let seen = 0;
  let ended = false;
  const settle = (state: BrowserState): BrowserState => {
    const added = pending;
    pending = [];
    return added.length === 0 && state.looked === seen && state.complete === ended
      ? state
      : withMore(state, added, { looked: seen, complete: ended });
  };
  const readOne = (): void => {
    const { value, done } = source.runs.next();
    ended = done === true;
    seen += ended ? 0 : 1;
    if (value !== undefined && !ended) {
      pending.push(value);
    }
  };
  return {
    settle,
    step(state) {
      if (state.pager?.search !== undefined) {
        return searched(state, state.pager);
      }

      if (state.pager?.tally?.next !== undefined) {
        const tally = counted(state.pager.file, state.pager.tally);
        const now = { ...state, pager: { ...state.pager, tally } };
        return tally.next === undefined ? { state: now } : { state: now, quiet: true };
      }

      const entry = onScreen(state).find(({ digest, damaged }) => !damaged && !looked.has(digest.run));
      if (entry !== undefined) {
        looked.add(entry.digest.run);
        const problem = source.fault(entry);
        return problem === undefined
          ? { state, quiet: true }
          : { state: withDamaged(state, new Map([[entry.digest.run, asDamaged(entry, problem)]])) };
      }

      if (ended) {
        return undefined;
      }

      readOne();
      const { body } = browserLayout(state);
      // The first screen fills at once; what nobody sees may wait for its turn.
      return (state.shown.length < body && pending.length >= body) || ended
        ? { state: settle(state) }
        : { state, quiet: true };
    },
  };
}

function onScreen(state: BrowserState): readonly Entry[] {
  const { shown, top, run } = state;
  return run === undefined ? shown.slice(top, top + browserLayout(state).body) : [];
}

function searched(
  state: BrowserState,
  pager: PagerView,
): { readonly state: BrowserState; readonly quiet?: true } | undefined {
  if (pager.search === undefined) {
    return undefined;
  }

  const { search } = pager;
  const found = findText(pager.file, search);
  if ('at' in found) {
    const hint = search.round ? roundWords(search, pager.found === found.at) : state.hint;
    return { state: { ...state, pager: atFound(pager, browserLayout(state).body, found.at), hint } };
  }

  if ('next' in found) {
    return { state: { ...state, pager: { ...pager, search: found.next } }, quiet: true };
  }

  return { state: { ...state, pager: { ...pager, search: undefined }, hint: `No “${search.text}” anywhere in it.` } };
}
