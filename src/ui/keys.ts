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

// One key: CSI, SS3, Alt and a character, a lone control character, or a run of printable text.
const oneKey =
  /\u001B\[[0-?]*[ -/]*[@-~]|\u001BO[@-~]|\u001B[^\u0000-\u001F\u007F]|[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+/gu;

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
  const read = (chunk: string): readonly Key[] => {
    const keys: Key[] = [];
    let rest = held + chunk;
    held = '';
    while (rest !== '') {
      const start = rest.indexOf(pasteStart);
      if (start === -1) {
        const partial = partialSequence(rest);
        held = partial;
        keys.push(...split(rest.slice(0, rest.length - partial.length)));
        break;
      }

      keys.push(...split(rest.slice(0, start)));
      const end = rest.indexOf(pasteEnd, start);
      if (end === -1) {
        held = rest.slice(start);
        break;
      }

      keys.push({ name: 'paste', text: rest.slice(start + pasteStart.length, end) });
      rest = rest.slice(end + pasteEnd.length);
    }

    // A paste without an end must not swallow the keyboard for ever.
    if (held.length > maxPaste) {
      keys.push({ name: 'paste', text: held.slice(pasteStart.length, maxPaste) });
      held = '';
    }

    return keys;
  };
  return {
    read,
    holds: () => held !== '' && !held.startsWith(pasteStart),
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
  readonly holds: () => boolean;
  /** Nothing followed: a lone ESC is the Escape key. */
  readonly flush: () => readonly Key[];
}

const maxPaste = 1_000_000;

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
