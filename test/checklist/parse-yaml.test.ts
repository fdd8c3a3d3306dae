import { expect, test } from 'vitest';
import { parseYaml } from '../../src/checklist/parse-yaml.js';
import { plain } from '../../src/checklist/tree.js';

function parse(text: string) {
  const mistakes: string[] = [];
  const tree = parseYaml(text, 'f', ({ message, place }) => {
    mistakes.push(`${place?.line}:${place?.col} ${message}`);
  });
  return { tree, mistakes, value: tree && plain(tree) };
}

test.each([
  ['B4 an empty file', '', '1:1 the file is empty; it needs `checks:`'],
  ['B4 only comments', '# a\n\n# b\n', '1:1 the file is empty; it needs `checks:`'],
  ['B7 a NUL character', 'a: 1\nb: x\0y\n', '2:5 control character U+0000'],
  ['B7 an escape character', 'a: \u001b[31m\n', '1:4 control character U+001B'],
  ['B7 an escaped control character', 'a: "x\\x1by"\n', '1:4 contains control character U+001B'],
  ['B53 a character that reverses text', 'a: ok\u202etxt\n', '1:6 contains invisible character U+202E'],
  ['B53 an escaped one', 'a: "\\u202e"\n', '1:4 contains invisible character U+202E'],
  ['B53 a zero-width space in a key', 'a\u200bb: 1\n', '1:2 contains invisible character U+200B'],
  ['B8 a tab as indentation', 'a:\n\t- b\n', '2:1 tab used for indentation'],
  [
    'B9 wrong indentation',
    'a:\n    b: 1\n  c: 2\n',
    '3:1 indentation: all mapping items must start at the same column',
  ],
  ['B8 a tab after blanks', 'a:\n  b:\n  \tc: 1\n', '3:3 tab used for indentation'],
  [
    'B9 a list that slips to the left',
    'a:\n    - b\n  - c\nd: 1\n',
    '3:1 indentation: this line is in line with nothing above it',
  ],
  [
    'B9 a line that slips to the right',
    'a: x\n  b: y\n',
    '1:4 indentation: the next line stands further in, as if it went on with this text',
  ],
  ['B9 a list below a value', 'a: b\n- c\n', '2:1 a list cannot begin here'],
  ['B9 a colon that was forgotten', 'a:\n  - window\n    level: warn\n', '2:5 `window` is no key yet: `: ` is missing'],
  ['B9 a blank that was forgotten', 'a:\n  b: 1\n  level:warn\n', '3:3 `level` is no key yet: `: ` is missing'],
  ['B9 text after a quoted one', "a: 'Isn't it?'\n", '1:9 there is more text after the end of this value'],
  ['B9 a blank that is none, as indentation', 'a:\n\u00a0 - b\n', '2:1 U+00A0 looks like a plain blank and is none'],
  ['B9 a blank that is none, after a colon', 'a: 1\nb:\u00a01\n', '2:3 U+00A0 looks like a plain blank and is none'],
  ['B9 a quote that is open behind such a blank', 'a: "Est-ce prêt\u00a0?\n', '1:4 this quote is never closed'],
  ['B9 a blank that is none, in a key', 'a: 1\n\u00a0 b: 2\n', '2:1 U+00A0 looks like a plain blank and is none'],
  ['B9 a merge conflict', 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n', '2:1 a merge conflict'],
  ['B7 a line that overwrites itself', 'a: rm\ra: ls\n', '1:6 control character U+000D'],
  ['B9 an unclosed quote', 'a: "x\n', '1:4 this quote is never closed'],
  ['B9 an unclosed bracket', 'a: [1, 2\nb: 1\n', '1:4 this bracket is never closed'],
  ['B9 a bracket that closes nothing', 'a: ]\n', '1:4 this bracket closes nothing'],
  ['B9 two commas', 'a: [1,, 2]\n', '1:7 there is nothing between these commas'],
  ['B10 a colon in a text', 'q: Is it ok: really?\n', '1:4 a text with `: ` needs quotes'],
  ['B10 a colon in a text between braces', 'a: {b: c: d}\n', '1:8 a text with `: ` needs quotes'],
  ['B11 a text that starts with @', 'a: @x\n', '1:4 a text cannot start with `@`'],
  ['B11 a text that starts with `', 'a: `x`\n', '1:4 a text cannot start with a backtick'],
  ['B11 a text that starts with %', 'a: %x\n', '1:4 a text cannot start with `%`'],
  ['B11 a text that starts with *', 'a: *x\n', '1:4 alias `*x` has no anchor before it'],
  ['B11 B17 a text that starts with !', 'a: !x y\n', '1:4 tag `!x` is not allowed'],
  ['B11 a text that starts with |', 'a: | x\n', '1:6 text after `|` or `>`'],
  ['B11 a text that starts with > and blanks', 'a: > x\n', '1:6 text after `|` or `>`'],
  ['B11 a text that starts with |, close', 'a: |x\n', '1:5 text after `|` or `>`'],
  ['B11 a text that starts with &', 'a: &x?\n', '1:7 `&x?` names a value, and there is none'],
  ['B11 a text that starts with -', 'a: - x\n', '1:4 a text cannot start with `- `'],
  ['B11 a text that starts with ?', 'a: ? x\n', '1:4 a text cannot start with `? `'],
  ['B53 a selector behind a letter', 'a: rm\ufe0f x\n', '1:6 contains invisible character U+FE0F'],
  ['B53 what no terminal draws', 'a: x\u034fy\n', '1:5 contains invisible character U+034F'],
  ['B17 a tag that runs code elsewhere', 'a: !!js/function x\n', '1:4 tag `!!js/function` is not allowed'],
  ['B12 several documents', 'a: 1\n---\nb: 2\n', '2:1 a second document starts here'],
  ['B17 a directive', '%YAML 1.1\n---\na: no\n', '1:1 directive `%YAML 1.1` is not allowed'],
  ['B14 a duplicate key', 'title: 1\nb: 2\ntitle: 3\n', '3:1 `title` is given twice (1:1 and 3:1)'],
  ['B16 a merge key', 'a: &a {x: 1}\nb:\n  <<: *a\n', '3:3 merge keys `<<` are not allowed'],
  ['B20 a list as a key', '[1]: 2\n', '1:1 keys must be text'],
  ['B20 a map as a key', '{a: 1}: 2\n', '1:1 keys must be text'],
  ['B20 a number as a key', '3.10: 2\n', '1:1 keys must be text'],
  ['B20 nothing as a key', ': 2\n', '1:1 keys must be text'],
  ['B18 __proto__', 'a:\n  __proto__: 1\n', '2:3 key `__proto__` is not allowed'],
  ['B18 constructor', 'constructor: 1\n', '1:1 key `constructor` is not allowed'],
  ['B18 prototype', '"prototype": 1\n', '1:1 key `prototype` is not allowed'],
  ['B15 an alias in itself', 'a: &a [*a]\n', '1:8 alias `*a` contains itself'],
  ['B19 flow nested too deep', `a: ${'['.repeat(21)}${']'.repeat(21)}`, '1:24 nested deeper than 20'],
  [
    'B19 lines nested too deep',
    Array.from({ length: 30 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    '21:21 nested deeper',
  ],
  ['B15 an alias bomb', `a: &a [x]\nb: [${'*a, '.repeat(101)}]`, '2:405 more than 100 aliases'],
  ['B22 more than 500 items', `a: [${'x, '.repeat(501)}]`, '1:4 501 entries; at most 500 are allowed'],
])('%s has its own sentence and place', (_, text, expected) => {
  expect(parse(text).mistakes.join('\n')).toContain(expected);
});

test.each([
  ['B54 CRLF', 'a: x\r\nb: y\r\n', { a: 'x', b: 'y' }],
  [
    'no, times and dates are texts',
    'a: no\nb: 16:00\nc: 2026-12-24\nd: on\n',
    { a: 'no', b: '16:00', c: '2026-12-24', d: 'on' },
  ],
  ['B15 aliases', 'a: &a {x: [1]}\nb: *a\n', { a: { x: [1] }, b: { x: [1] } }],
  ['a sign and a key cap in the style of emoji', 'a: ⚠\ufe0f 1\ufe0f\u20e3 ok\n', { a: '⚠\ufe0f 1\ufe0f\u20e3 ok' }],
  ['an emoji made of several', 'a: 👩‍🚀 ok\n', { a: '👩‍🚀 ok' }],
  ['the start of a document', '---\na: 1\n', { a: 1 }],
  ['a multi-line text with tabs inside', 'a: |\n  x\ty\n  z\n', { a: 'x\ty\nz\n' }],
])('%s is accepted', (_, text, expected) => {
  const { mistakes, value } = parse(text);
  expect(mistakes).toEqual([]);
  expect(value).toEqual(expected);
});

test('a redefined anchor means the last one before the alias', () => {
  expect(parse('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
});
