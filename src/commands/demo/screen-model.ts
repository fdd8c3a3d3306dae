import { carryOut } from './screen-controls.js';
import { createPage, type Page } from './screen-page.js';

/** What a terminal would show after all that was written to it. */
export interface ScreenModel {
  readonly write: (text: string) => void;
  /** Its rows, without the blanks at their ends and the empty rows at the bottom. */
  readonly text: () => string;
  /** The same of the normal screen, while the alternate one is shown. */
  readonly normalText: () => string;
  readonly isAlternate: () => boolean;
  /** In the middle of a sequence or of a synchronized update nothing may be read, or written in between. */
  readonly isHalfDrawn: () => boolean;
  /** Rows and columns count from 0. */
  readonly cursor: Page['cursor'];
  readonly resize: Page['resize'];
}

/**
 * A terminal that knows the few words shipit and plain programs speak: text, line ends, cursor moves, erasing, and the
 * alternate screen. Colours and all else are passed over. It is no terminal for strangers: it has no scroll regions.
 */
export function createScreenModel(columns: number, rows: number): ScreenModel {
  let size = { columns, rows };
  const normal = createPage(columns, rows);
  let page = normal;
  let held = '';
  let drawing = false;

  const setMode = (mode: string, on: boolean): void => {
    if (mode === '1049') {
      page = on ? createPage(size.columns, size.rows) : normal;
    } else if (mode === '2026') {
      drawing = on;
    }
  };
  return {
    write(text) {
      const all = held + text;
      const end = unfinished.exec(all)?.index ?? all.length;
      held = all.slice(end);
      for (const [token, modes, mode] of all.slice(0, end).matchAll(tokens)) {
        if (modes !== undefined) {
          for (const each of modes.split(';')) {
            setMode(each, mode === 'h');
          }
        } else if (token < ' ') {
          carryOut(page, token, size.rows);
        } else {
          page.put(token);
        }
      }
    },
    text: () => textOf(page),
    normalText: () => textOf(normal),
    isAlternate: () => page !== normal,
    isHalfDrawn: () => drawing || held !== '',
    cursor: () => page.cursor(),
    resize(newColumns, newRows) {
      size = { columns: newColumns, rows: newRows };
      normal.resize(newColumns, newRows);
      page.resize(newColumns, newRows);
    },
  };
}

const textOf = (page: Page): string => page.rows().join('\n').trimEnd();

/** A private mode, another CSI sequence, a string for the terminal (OSC and its kin), two characters, a control, text. */
const tokens =
  /\u001B\[\?([\d;]*)([hl])|\u001B\[[0-?]*[ -/]*[@-~]|\u001B[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[ -/]*[0-~]|[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+/g;

/** The beginning of a sequence at the end of what has come so far. */
const unfinished = /\u001B(?:\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001B]*\u001B?|[ -/]*)?$/;
