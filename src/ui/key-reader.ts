import { type Key, keysIn } from './keys.js';

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
        keys.push(...keysIn(rest.slice(0, rest.length - held.length)));
        break;
      }

      keys.push(...keysIn(rest.slice(0, start)));
      pasted = '';
      rest = rest.slice(start + pasteStart.length);
    }

    // What has only begun is company, too.
    return keys.length === 1 && held === '' && pasted === undefined ? keys : keys.map(inCompany);
  };
  return {
    read,
    holds: () => (pasted !== undefined || held === '' ? 'nothing' : held === '\u001B' ? 'escape' : 'sequence'),
    flush() {
      const sequence = held;
      held = '';
      return sequence === '' ? [] : [{ name: sequence === '\u001B' ? 'escape' : 'unknown' }];
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

const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';
