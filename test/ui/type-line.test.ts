import { expect, test } from 'vitest';
import type { Key, NamedKey } from '../../src/ui/keys.js';
import { firstLine, pressLine, type TypeState } from '../../src/ui/type-line.js';

const named = (name: NamedKey): Key => ({ name });
const typed = (text: string): readonly Key[] => [...text].map((char) => ({ name: 'char', char }));

/** Keys one after the other on a page drawn at 0; lines of less than 3 characters are refused. */
function press(keys: readonly Key[], { from = 400, everyMs = 50, drawn = true } = {}) {
  let state: TypeState = { ...firstLine, drawnMs: drawn ? 0 : undefined };
  let act: unknown;
  keys.forEach((key, index) => {
    const now = pressLine(state, { key, nowMs: from + index * everyMs }, (text) =>
      text.length < 3 ? 'too short' : undefined,
    );
    state = now.state;
    act = now.act;
  });
  return { act, text: state.field.text, hint: state.hint };
}

test.each<[string, readonly Key[], object]>([
  ['a line is handed in without blanks around it', [...typed(' abc '), named('enter')], { do: 'take', text: 'abc' }],
  ['a paste is text', [{ name: 'paste', text: 'a\nbc' }, named('enter')], { do: 'take', text: 'a bc' }],
  ['Escape goes back', [...typed('abc'), named('escape')], { do: 'back' }],
  ['Ctrl-C twice leaves', [named('ctrl-c'), named('ctrl-c')], { do: 'interrupt' }],
])('%s', (_name, keys, act) => {
  expect(press(keys).act).toEqual(act);
});

test('what is refused stays, and says why until it is changed', () => {
  expect(press([...typed('ab'), named('enter')])).toEqual({ act: undefined, text: 'ab', hint: 'too short' });
  expect(press([...typed('ab'), named('enter'), ...typed('c')])).toMatchObject({ text: 'abc', hint: undefined });
});

test.each([
  ['before anybody can have read it', { from: 100, everyMs: 10 }],
  ['before it was drawn', { drawn: false }],
])('Enter %s leaves nothing empty', (_name, when) => {
  expect(press([named('enter')], when)).toMatchObject({
    act: undefined,
    hint: expect.stringContaining('too soon'),
  });
});

test('Enter held down hands nothing in after it was refused once', () => {
  const held = press([named('enter'), named('enter'), ...typed('')]);
  expect(held).toEqual({ act: undefined, text: '', hint: 'too short' });
});

test('a single Ctrl-C only says what a second one does', () => {
  expect(press([named('ctrl-c')])).toMatchObject({ act: undefined, hint: 'Ctrl-C again to leave.' });
});
