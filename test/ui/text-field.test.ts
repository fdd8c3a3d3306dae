import { expect, test } from 'vitest';
import type { Key, NamedKey } from '../../src/ui/keys.js';
import { editField, emptyField, type TextField } from '../../src/ui/text-field.js';

const after = (start: string, ...keys: readonly (Key | NamedKey)[]): TextField =>
  keys.reduce<TextField>((field, key) => editField(field, typeof key === 'string' ? { name: key } : key) ?? field, {
    text: start,
    cursor: [...start].length,
  });

const char = (text: string): Key => ({ name: 'char', char: text });

test.each<[string, TextField, TextField]>([
  ['letters go where the cursor is', after('ac', 'left', char('b')), { text: 'abc', cursor: 2 }],
  ['backspace takes the one before', after('abc', 'left', 'backspace'), { text: 'ac', cursor: 1 }],
  ['delete takes the one under it', after('abc', 'home', 'delete'), { text: 'bc', cursor: 0 }],
  ['nothing is taken where nothing is', after('a', 'delete', 'home', 'backspace', 'left'), { text: 'a', cursor: 0 }],
  ['the cursor ends at the end', after('ab', 'home', 'end', 'right'), { text: 'ab', cursor: 2 }],
  ['an emoji is one character', after('a👍b', 'left', 'backspace'), { text: 'ab', cursor: 1 }],
  ['Ctrl-U takes all before the cursor', after('one two', 'ctrl-u'), { text: '', cursor: 0 }],
  ['Ctrl-W takes the word before the cursor', after('one two  ', 'ctrl-w'), { text: 'one ', cursor: 4 }],
])('%s', (_name, field, expected) => {
  expect(field).toEqual(expected);
});

test('a paste of several lines becomes one, and what cannot be seen becomes a blank', () => {
  expect(after('', { name: 'paste', text: 'one\r\ntwo\u202Ethree\u0000\u001B[31m' }).text).toBe('one two three [31m');
});

test('a line holds 4000 characters and no more', () => {
  expect(after('', { name: 'paste', text: 'x'.repeat(1e6) }, char('y'))).toEqual({
    text: 'x'.repeat(4000),
    cursor: 4000,
  });
});

test('a key that is not for text is not for the field', () => {
  expect(editField(emptyField, { name: 'tab' })).toBeUndefined();
  expect(editField(emptyField, { name: 'unknown' })).toBeUndefined();
});
