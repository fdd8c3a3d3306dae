import { expect, test } from 'vitest';
import { safe, safeLine } from '../../src/text/sanitise.js';

test.each([
  ['colours', '\x1b[31mred\x1b[0m', 'red'],
  ['a window title', '\x1b]0;title\x07x', 'x'],
  ['a hyperlink', '\x1b]8;;http://e\x07link\x1b]8;;\x07', 'link'],
  ['a write to the clipboard', '\x1b]52;c;ZXZpbA==\x07clip', 'clip'],
  ['a picture', '\x1b]1337;File=name=x:AAAA\x07img', 'img'],
  ['a carriage return that would overwrite', 'a\rb', 'a\\u{d}b'],
  ['line ends of Windows', 'a\r\nb\r\r\nc', 'a\nb\nc'],
  ['a backspace', 'a\bb', 'a\\u{8}b'],
  ['an 8-bit CSI', '\x9b31mc1csi', 'c1csi'],
  ['a DCS query', '\x1bP+q544e\x1b\\dcs', 'dcs'],
  ['an 8-bit DCS', '\x90+q544e\x9cc1dcs', 'c1dcs'],
  ['an 8-bit OSC', '\x9d0;title\x9cx', 'x'],
  ['an APC', '\x1b_apc\x1b\\y', 'y'],
  ['a PM', '\x1b^pm\x1b\\z', 'z'],
  ['an SOS', '\x1bXsos\x1b\\s', 's'],
  ['a DCS that is never closed', '\x1bPunterminated', ''],
  ['an OSC that is never closed', '\x1b]0;unterminated', ''],
  ['the lines after an unclosed string', '\x1b]0;hide\n2 failed', '\n2 failed'],
  ['the alternate screen', '\x1b[?1049halt', 'alt'],
  ['a question to the terminal', '\x1b[6n', ''],
  ['a sequence inside a sequence', '\x1b\x1b]0;t\x07[31mx', 'x'],
  ['a sequence that appears when another one goes', '\x1b\x1b[0m[31mx', '\\u{1b}[31mx'],
  ['right-to-left override', 'ok\u202etxt.exe', 'ok\\u{202e}txt.exe'],
  ['isolates', '\u2066iso\u2069', '\\u{2066}iso\\u{2069}'],
  ['zero width space', 'zero\u200bwidth', 'zero\\u{200b}width'],
  ['a joiner outside emoji', 'pass\u200dword', 'pass\\u{200d}word'],
  ['line and paragraph separators', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
  ['a letter that draws nothing', 'a\u3164b', 'a\\u{3164}b'],
  ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
  ['NUL', 'nul\0', 'nul\\u{0}'],
  ['DEL', 'a\x7f', 'a\\u{7f}'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ['a tab', 'tab\tx', 'tab  x'],
])('%s cannot reach the terminal', (_, hostile, harmless) => {
  expect(safe(hostile)).toBe(harmless);
});

test.each(['plain\ntext', 'naïve café', '日本語', '👩‍👩‍👧 ok', '👩🏽‍🚀', '❤️', '🏳️‍🌈', 'a → b ✔', 'e\u0301', ''])(
  '%j stays as it is',
  (text) => {
    expect(safe(text)).toBe(text);
  },
);

test('whatever comes in, nothing that controls a terminal comes out', () => {
  const pieces = [
    '\x1b',
    '\x9b',
    '[',
    ']',
    'P',
    '\\',
    '\x07',
    '\x9c',
    '0;',
    'm',
    '\r',
    '\b',
    '\u202e',
    '\ud83d',
    'a',
    '\n',
  ];
  let seed = 7;
  for (let round = 0; round < 20_000; round++) {
    let text = '';
    for (let n = 0; n < 12; n++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += pieces[Math.floor((seed / 2_147_483_648) * pieces.length)];
    }
    expect(safe(text)).toMatch(/^[\n\x20-\x7e]*$/);
  }
});

test.each([
  ['unclosed strings', '\x1bP'],
  ['unclosed titles', '\x1b]0;'],
  ['8-bit strings', '\x90a'],
  ['half sequences', '\x1b[[[;'],
  ['parameters', '\x1b[1;1;1;'],
  ['semicolons', ';'],
  ['carriage returns', '\r'],
  ['joiners', '\u200d'],
  ['blanks and breaks', '  \n'],
])('200 KB of %s take linear time', (_, piece) => {
  const start = performance.now();
  safeLine(`\x1b[${piece.repeat(200_000 / piece.length)}é`, 80);
  expect(performance.now() - start).toBeLessThan(3000);
});

test.each([
  ['a subject\n\nand a body\n', undefined, 'a subject and a body'],
  ['  indented', undefined, '  indented'],
  ['one\r\ntwo', undefined, 'one two'],
  ['a long subject line', 10, 'a long su…'],
  ['日本語の件名', 7, '日本語…'],
  ['short', 10, 'short'],
  ['', 10, ''],
])('%j on one line of %s columns is %j', (text, columns, line) => {
  expect(safeLine(text, columns)).toBe(line);
});
