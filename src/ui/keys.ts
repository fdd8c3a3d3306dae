/** What the operator did, as far as a terminal can tell. */
export type Key =
  | { readonly name: 'char'; readonly char: string }
  /** Several printable characters that came in one read: typed fast over a slow line, or a paste without brackets. */
  | { readonly name: 'text'; readonly text: string }
  /** A bracketed paste. Never a key, whatever is in it. */
  | { readonly name: 'paste'; readonly text: string }
  | { readonly name: NamedKey };

export type NamedKey =
  | 'enter'
  | 'tab'
  | 'shift-tab'
  | 'escape'
  | 'backspace'
  | 'delete'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'page-up'
  | 'page-down'
  | 'ctrl-c'
  | 'ctrl-d'
  | 'ctrl-l'
  | 'ctrl-u'
  | 'ctrl-w'
  | 'ctrl-z'
  | 'unknown';

const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

// One key: CSI, SS3, a control string (what a terminal answers when asked for a colour), Alt and a character, a lone
// control character, or a run of printable text.
const oneKey =
  /\u001B\[[0-?]*[ -/]*[@-~]|\u001BO[@-~]|\u001B[P\]X^_][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[^\u0000-\u001F\u007F]|[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+/gu;

const named: Readonly<Record<string, NamedKey>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001B[Z': 'shift-tab',
  '\u001B': 'escape',
  '\u007F': 'backspace',
  '\b': 'backspace',
  '\u001B[3~': 'delete',
  '\u001B[A': 'up',
  '\u001BOA': 'up',
  '\u001B[B': 'down',
  '\u001BOB': 'down',
  '\u001B[C': 'right',
  '\u001BOC': 'right',
  '\u001B[D': 'left',
  '\u001BOD': 'left',
  '\u001B[H': 'home',
  '\u001BOH': 'home',
  '\u001B[1~': 'home',
  '\u0001': 'home',
  '\u001B[F': 'end',
  '\u001BOF': 'end',
  '\u001B[4~': 'end',
  '\u0005': 'end',
  '\u001B[5~': 'page-up',
  '\u001B[6~': 'page-down',
  '\u0003': 'ctrl-c',
  '\u0004': 'ctrl-d',
  '\f': 'ctrl-l',
  '\u0015': 'ctrl-u',
  '\u0017': 'ctrl-w',
  '\u001A': 'ctrl-z',
};

/**
 * Splits what a terminal sends into keys, in order. A paste may be spread over many reads, an escape sequence over two:
 * what is incomplete is kept for the next call.
 */
export function createKeyReader(): KeyReader {
  let held = '';
  let pasted: string | undefined;
  /** @returns what follows the end of the paste */
  const readPaste = (chunk: string, keys: Key[]): string => {
    const text: string = held + chunk;
    const end = text.indexOf(pasteEnd);
    if (end >= 0) {
      keys.push({ name: 'paste', text: kept((pasted ?? '') + text.slice(0, end)) });
      pasted = undefined;
      held = '';
      return text.slice(end + pasteEnd.length);
    }

    if (chunk === '\u0003') {
      // A paste whose end never comes must not lock the keyboard: Ctrl-C that comes by itself is a key after all.
      pasted = undefined;
      held = '';
      return chunk;
    }

    // The end itself may be cut in two.
    const cut = Math.max(0, text.length - pasteEnd.length + 1);
    pasted = kept((pasted ?? '') + text.slice(0, cut));
    held = text.slice(cut);
    return '';
  };

  const read = (chunk: string): readonly Key[] => {
    const keys: Key[] = [];
    let rest = chunk;
    while (rest !== '') {
      if (pasted !== undefined) {
        rest = readPaste(rest, keys);
        continue;
      }

      rest = held + rest;
      held = '';
      const start = rest.indexOf(pasteStart);
      if (start === -1) {
        held = partialSequence(rest);
        keys.push(...split(rest.slice(0, rest.length - held.length)));
        break;
      }

      keys.push(...split(rest.slice(0, start)));
      pasted = '';
      rest = rest.slice(start + pasteStart.length);
    }

    return keys.length === 1 ? keys : keys.map(inCompany);
  };
  return {
    read,
    holds: () => (pasted !== undefined || held === '' ? 'nothing' : held === '\u001B' ? 'escape' : 'sequence'),
    flush() {
      const sequence = held;
      held = '';
      return sequence === '' ? [] : [keyOf(sequence)];
    },
  };
}

export interface KeyReader {
  readonly read: (chunk: string) => readonly Key[];
  /** Something may be the beginning of a longer key: wait a moment, then `flush`. */
  readonly holds: () => 'nothing' | 'escape' | 'sequence';
  /** Nothing followed: a lone ESC is the Escape key. */
  readonly flush: () => readonly Key[];
}

/** In UTF-16 code units. More than anybody pastes into a line; the rest of a paste is read and thrown away. */
const maxPaste = 100_000;

const kept = (text: string): string => text.slice(0, maxPaste);

/**
 * A letter that comes in one read with other keys was not pressed by somebody who looked at the screen: `g` and a line
 * break is what a paste looks like on a terminal that does not mark pastes.
 */
const inCompany = (key: Key): Key => (key.name === 'char' ? { name: 'text', text: key.char } : key);

/** The beginning of a sequence at the very end of a read; a slow line may cut it anywhere. */
const partialSequence = (text: string): string => /\u001B(?:\[[0-?]*[ -/]*|O)?$/u.exec(text)?.[0] ?? '';

const split = (text: string): readonly Key[] => [...text.matchAll(oneKey)].map(([sequence]) => keyOf(sequence));

function keyOf(sequence: string): Key {
  const name = named[sequence];
  if (name !== undefined) {
    return { name };
  }

  if (sequence.startsWith('\u001B') || /^[\u0000-\u001F\u007F]/u.test(sequence)) {
    return { name: 'unknown' };
  }

  return [...sequence].length === 1 ? { name: 'char', char: sequence } : { name: 'text', text: sequence };
}
