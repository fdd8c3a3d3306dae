import type { Key } from '../keys.js';
import { editField, emptyField } from '../text-field.js';
import type { Finding } from './state.js';

/** A key on the line to type what is looked for. @returns undefined for a key that is none for it */
export function typed(find: Finding, key: Key): Finding | 'taken' | 'dropped' | undefined {
  switch (key.name) {
    case 'enter':
      return 'taken';
    case 'escape':
      return 'dropped';
    case 'backspace':
      return find.field.text === '' ? 'dropped' : edited(find, key);
    default:
      return edited(find, key);
  }
}

const edited = (find: Finding, key: Key): Finding | undefined => {
  const field = editField(find.field, key);
  return field === undefined ? undefined : { ...find, field: field.text.length > mostTyped ? find.field : field };
};

const mostTyped = 200;

/** An empty line to type. */
export const toType: Finding = { field: emptyField, typing: true };
