import type { Key } from './keys.js';

/** A line being typed. The cursor counts characters, not code units. */
export interface TextField {
  readonly text: string;
  readonly cursor: number;
}

export const emptyField: TextField = { text: '', cursor: 0 };

/** Longer than any reason worth reading. */
const maxCharacters = 4000;

/** What a key does to the line; `undefined` for a key that is not for text fields. */
export function editField(field: TextField, key: Key): TextField | undefined {
  const characters = [...field.text];
  const { cursor } = field;
  switch (key.name) {
    case 'char':
      return insert(characters, cursor, key.char);
    case 'text':
    case 'paste':
      return insert(characters, cursor, key.text);
    case 'backspace':
      return cursor === 0 ? field : without(characters, cursor - 1, cursor);
    case 'delete':
      return without(characters, cursor, cursor + 1);
    case 'left':
      return { ...field, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { ...field, cursor: Math.min(characters.length, cursor + 1) };
    case 'home':
      return { ...field, cursor: 0 };
    case 'end':
      return { ...field, cursor: characters.length };
    case 'ctrl-u':
      return without(characters, 0, cursor);
    case 'ctrl-w':
      return without(characters, wordStart(characters, cursor), cursor);
    default:
      return undefined;
  }
}

/** Line breaks and other controls become blanks: a field is one line. */
function insert(characters: readonly string[], cursor: number, text: string): TextField {
  const added = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')].slice(
    0,
    maxCharacters - characters.length,
  );
  return {
    text: [...characters.slice(0, cursor), ...added, ...characters.slice(cursor)].join(''),
    cursor: cursor + added.length,
  };
}

const without = (characters: readonly string[], from: number, to: number): TextField => ({
  text: [...characters.slice(0, from), ...characters.slice(to)].join(''),
  cursor: from,
});

function wordStart(characters: readonly string[], cursor: number): number {
  let at = cursor;
  while (at > 0 && characters[at - 1] === ' ') {
    at--;
  }

  while (at > 0 && characters[at - 1] !== ' ') {
    at--;
  }

  return at;
}
