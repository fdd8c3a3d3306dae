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

/** The keys of a text that holds whole sequences only, in order. */
export const keysIn = (text: string): readonly Key[] => [...text.matchAll(oneKey)].map(([sequence]) => keyOf(sequence));

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
