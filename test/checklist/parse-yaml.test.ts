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
  ['an empty file', '', '1:1 the file is empty; it needs `checks:`'],
  ['only comments', '# a\n\n# b\n', '1:1 the file is empty; it needs `checks:`'],
  ['a NUL character', 'a: 1\nb: x\0y\n', '2:5 control character U+0000'],
  ['an escape character', 'a: \u001b[31m\n', '1:4 control character U+001B'],
  ['an escaped control character', 'a: "x\\x1by"\n', '1:4 contains control character U+001B'],
  ['a character that reverses text', 'a: ok\u202etxt\n', '1:6 contains invisible character U+202E'],
  ['an escaped one', 'a: "\\u202e"\n', '1:4 contains invisible character U+202E'],
  ['a zero-width space in a key', 'a\u200bb: 1\n', '1:2 contains invisible character U+200B'],
  ['a tab as indentation', 'a:\n\t- b\n', '2:1 tab used for indentation'],
  ['wrong indentation', 'a:\n    b: 1\n  c: 2\n', '3:1 indentation: all mapping items must start at the same column'],
  ['an unclosed quote', 'a: "x\n', '1:4 this quote is never closed'],
  ['an unclosed bracket', 'a: [1, 2\nb: 1\n', '1:4 this bracket is never closed'],
  ['a bracket that closes nothing', 'a: ]\n', '1:4 this bracket closes nothing'],
  ['two commas', 'a: [1,, 2]\n', '1:7 there is nothing between these commas'],
  ['a colon in a text', 'q: Is it ok: really?\n', '1:4 a text with `: ` needs quotes'],
  ['a text that starts with @', 'a: @x\n', '1:4 a text cannot start with `@`'],
  ['a text that starts with `', 'a: `x`\n', '1:4 a text cannot start with ``'],
  ['a text that starts with %', 'a: %x\n', '1:4 a text cannot start with `%`'],
  ['a text that starts with *', 'a: *x\n', '1:4 alias `*x` has no anchor before it'],
  ['a text that starts with !', 'a: !x y\n', '1:4 tag `!x` is not allowed'],
  ['a text that starts with |', 'a: | x\n', '1:6 text after `|` or `>`'],
  ['a tag that runs code elsewhere', 'a: !!js/function x\n', '1:4 tag `!!js/function` is not allowed'],
  ['several documents', 'a: 1\n---\nb: 2\n', '2:1 a second document starts here'],
  ['a directive', '%YAML 1.1\n---\na: no\n', '1:1 directive `%YAML 1.1` is not allowed'],
  ['a duplicate key', 'title: 1\nb: 2\ntitle: 3\n', '3:1 `title` is given twice (1:1 and 3:1)'],
  ['a merge key', 'a: &a {x: 1}\nb:\n  <<: *a\n', '3:3 merge keys `<<` are not allowed'],
  ['a list as a key', '[1]: 2\n', '1:1 keys must be text'],
  ['a map as a key', '{a: 1}: 2\n', '1:1 keys must be text'],
  ['a number as a key', '3.10: 2\n', '1:1 keys must be text: put quotes around `3.10`'],
  ['nothing as a key', ': 2\n', '1:1 keys must be text'],
  ['__proto__', 'a:\n  __proto__: 1\n', '2:3 key `__proto__` is not allowed'],
  ['constructor', 'constructor: 1\n', '1:1 key `constructor` is not allowed'],
  ['prototype', '"prototype": 1\n', '1:1 key `prototype` is not allowed'],
  ['an alias in itself', 'a: &a [*a]\n', '1:8 alias `*a` contains itself'],
  ['flow nested too deep', `a: ${'['.repeat(21)}${']'.repeat(21)}`, '1:24 nested deeper than 20'],
  [
    'lines nested too deep',
    Array.from({ length: 30 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    '21:21 nested deeper',
  ],
  ['an alias bomb', `a: &a [x]\nb: [${'*a, '.repeat(101)}]`, '2:405 more than 100 aliases'],
  ['more than 500 items', `a: [${'x, '.repeat(501)}]`, '1:4 501 entries; at most 500 are allowed'],
])('%s has its own sentence and place', (_, text, expected) => {
  expect(parse(text).mistakes.join('\n')).toContain(expected);
});

test.each([
  ['CRLF', 'a: x\r\nb: y\r\n', { a: 'x', b: 'y' }],
  [
    'no, times and dates are texts',
    'a: no\nb: 16:00\nc: 2026-12-24\nd: on\n',
    { a: 'no', b: '16:00', c: '2026-12-24', d: 'on' },
  ],
  ['aliases', 'a: &a {x: [1]}\nb: *a\n', { a: { x: [1] }, b: { x: [1] } }],
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
