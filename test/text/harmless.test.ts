import { expect, test } from 'vitest';
import { createOutputFilter } from '../../src/text/harmless.js';

const through = (...chunks: readonly string[]): string => {
  const filter = createOutputFilter();
  return chunks.map((chunk) => filter(Buffer.from(chunk)).toString('utf8')).join('');
};

test.each([
  ['plain text, tabs and line ends pass', 'a\tb\r\nc\n', 'a\tb\r\nc\n'],
  ['a progress bar passes', '10%\r20%\r\u001B[K30%\n', '10%\r20%\r\u001B[K30%\n'],
  ['colours pass', '\u001B[1;31mred\u001B[0m', '\u001B[1;31mred\u001B[0m'],
  ['UTF-8 passes', 'héllo – 日本 ✔', 'héllo – 日本 ✔'],
  ['a title does not', '\u001B]0;owned\u0007x', 'x'],
  ['the clipboard is not written', '\u001B]52;c;ZXZpbA==\u0007x', 'x'],
  ['a hyperlink loses its address', '\u001B]8;;http://evil\u001B\\text\u001B]8;;\u001B\\', 'text'],
  ['the screen is not cleared', '\u001B[2J\u001B[Hx', 'x'],
  ['the cursor does not go up', 'a\u001B[5Ab', 'ab'],
  ['the alternate screen is not taken', '\u001B[?1049hx', 'x'],
  ['the terminal is not reset', '\u001Bcx', 'x'],
  ['other character sets are not switched to', '\u001B(0\u000Elqk', 'lqk'],
  ['C1 controls go', 'a\u009B2Jb', 'a2Jb'],
  ['NUL and DEL go', 'a\u0000b\u007Fc', 'abc'],
  ['a DCS goes with its body', '\u001BP+q544e\u001B\\x', 'x'],
])('output on its way to the terminal: %s', (_name, output, expected) => {
  expect(through(output)).toBe(expected);
});

test('a sequence cut anywhere by the end of a chunk is judged whole', () => {
  const output = 'a\u001B]52;c;ZXZpbA==\u0007b\u001B[31mc\u001B[2Jd\u00E9e';
  for (let at = 0; at <= Buffer.byteLength(output); at += 1) {
    const bytes = Buffer.from(output);
    const filter = createOutputFilter();
    const parts = [filter(bytes.subarray(0, at)), filter(bytes.subarray(at))];
    expect(Buffer.concat(parts).toString('utf8')).toBe('ab\u001B[31mcd\u00E9e');
  }
});

test('clean output is handed on as it is, without a copy', () => {
  const bytes = Buffer.from('x'.repeat(100_000));
  expect(createOutputFilter()(bytes)).toBe(bytes);
});

test('a sequence that never ends does not hold the output back for ever', () => {
  const filter = createOutputFilter();
  filter(Buffer.from('\u001B]0;'));
  let out = '';
  for (let i = 0; i < 10; i += 1) {
    out += filter(Buffer.from('y'.repeat(1000))).toString('utf8');
  }

  expect(out.length).toBeGreaterThan(0);
});
