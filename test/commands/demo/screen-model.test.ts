import { expect, test } from 'vitest';
import { createScreenModel } from '../../../src/commands/demo/screen-model.js';

const esc = '\u001B';

/** What stands on a screen of 10 columns and 4 rows after all of it was written. */
const shown = (...written: readonly string[]): string => {
  const model = createScreenModel(10, 4);
  for (const text of written) {
    model.write(text);
  }
  return model.text();
};

test.each([
  ['lines stand below each other', ['one\r\ntwo'], 'one\ntwo'],
  ['a line feed alone keeps the column', ['one\ntwo'], 'one\n   two'],
  ['a carriage return overwrites', ['seven\rS'], 'Seven'],
  ['a long line goes on in the next row', ['0123456789abc'], '0123456789\nabc'],
  ['a full row and a line end leave no empty row', ['0123456789\r\nabc'], '0123456789\nabc'],
  ['the first line goes when there is no room', ['1\r\n2\r\n3\r\n4\r\n5'], '2\n3\n4\n5'],
  ['a tab goes to the next stop of eight', ['a\tb'], 'a       b'],
  ['a backspace goes back', ['ax\bb'], 'ab'],
  ['a character of two columns takes two cells', [`日本${esc}[1;5H!`], '日本!'],
  ['colours take no room', [`${esc}[1;31mred${esc}[0m!`], 'red!'],
  ['a title takes no room', [`${esc}]0;title\u0007a${esc}]0;title${esc}\\b`], 'ab'],
  ['the cursor goes where it is sent', [`${esc}[2;3Hx${esc}[Ay${esc}[4Gz`], '   z\n  x'],
  ['and never leaves the screen', [`${esc}[99;99Hx${esc}[99A${esc}[99Dy`], 'y\n\n\n         x'],
  ['the rest of a line is erased', [`abcdef${esc}[4G${esc}[K`], 'abc'],
  ['the beginning of a line is erased', [`abcdef${esc}[3G${esc}[1K`], '   def'],
  ['a whole line is erased, as Ink does', [`one\r\ntwo${esc}[2K${esc}[1A${esc}[2K${esc}[Gnew`], 'new'],
  ['the screen is erased', [`one\r\ntwo${esc}[2J${esc}[Hnew`], 'new'],
  ['the screen is erased from the cursor on', [`one\r\ntwo\r\nthree${esc}[2;2H${esc}[J`], 'one\nt'],
  ['the alternate screen is another one', [`one${esc}[?1049htwo`], '   two'],
  ['and the first is as it was afterwards', [`one${esc}[?1049htwo${esc}[?1049l!`], 'one!'],
  ['several modes may be set at once', [`one${esc}[?25;1049h${esc}[Htwo`], 'two'],
  ['a sequence may come in pieces', [`a${esc}`, '[', '3', '1m', 'b'], 'ab'],
])('%s', (_sentence, written, screen) => {
  // A real terminal enters the alternate screen with the cursor where it was; shipit homes it at once.
  expect(shown(...written).trimStart()).toBe(screen.trimStart());
});

test('what stands on the normal screen is known while the other is shown', () => {
  const model = createScreenModel(10, 4);
  model.write(`one${esc}[?1049h${esc}[Htwo`);
  expect([model.normalText(), model.text(), model.isAlternate()]).toEqual(['one', 'two', true]);
});

test('a screen that is half drawn says so', () => {
  const model = createScreenModel(10, 4);
  model.write(`a${esc}[3`);
  expect(model.isHalfDrawn()).toBe(true);
  model.write(`1m${esc}[?2026hb`);
  expect(model.isHalfDrawn()).toBe(true);
  model.write(`${esc}[?2026l`);
  expect(model.isHalfDrawn()).toBe(false);
});

test('what does not fit a smaller screen is gone, and the cursor is on it', () => {
  const model = createScreenModel(10, 4);
  model.write('1\r\n2\r\n3\r\n4');
  model.resize(6, 2);
  model.write('!');
  expect(model.text()).toBe('3\n4!');
  expect(model.cursor()).toEqual({ row: 1, column: 2 });
});
