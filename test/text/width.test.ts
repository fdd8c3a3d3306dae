import { expect, test } from 'vitest';
import { padEnd, truncate, width, wrap } from '../../src/text/width.js';

test.each([
  ['', 0],
  ['abc', 3],
  ['naïve', 5],
  ['e\u0301', 1],
  ['日本', 4],
  ['👩‍👩‍👧', 2],
  ['✔ go', 4],
])('%j takes %d columns', (line, columns) => {
  expect(width(line)).toBe(columns);
});

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 5, 'abcd…'],
  ['abc def', 5, 'abc…'],
  ['abcdef', 1, '…'],
  ['abcdef', 0, ''],
  ['abcdef', -1, ''],
  ['日本語', 5, '日本…'],
  ['日本語', 4, '日…'],
  ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
  ['', 0, ''],
])('%j cut to %d columns is %j', (line, columns, cut) => {
  expect(truncate(line, columns)).toBe(cut);
});

test('columns line up whatever is in them', () => {
  expect(['ab', '日', 'abcdef', ''].map((cell) => padEnd(cell, 4))).toEqual(['ab  ', '日  ', 'abcdef', '    ']);
});

test.each([
  ['the quick brown fox', 10, ['the quick', 'brown fox']],
  ['the quick', 9, ['the quick']],
  ['a verylongword b', 6, ['a', 'verylo', 'ngword', 'b']],
  ['a verylongwords b', 6, ['a', 'verylo', 'ngword', 's b']],
  ['  indented text here', 12, ['  indented', 'text here']],
  ['a   b', 80, ['a   b']],
  ['one\n\ntwo', 80, ['one', '', 'two']],
  ['', 80, ['']],
  ['日本語 日本語', 6, ['日本語', '日本語']],
  ['日本語日本', 5, ['日本', '語日', '本']],
  ['日', 1, ['日']],
  ['👩‍👩‍👧👩‍👩‍👧', 2, ['👩‍👩‍👧', '👩‍👩‍👧']],
  ['ab', 0, ['a', 'b']],
  ['trailing   ', 8, ['trailing']],
])('%j wrapped at %d columns is %j', (text, columns, lines) => {
  expect(wrap(text, columns)).toEqual(lines);
});

test.each(['a', 'é', '日', ' ', 'a ', 'é\u0301 '])('40 KB of %j are wrapped and cut in linear time', (piece) => {
  const long = piece.repeat(40_000 / piece.length);
  const start = performance.now();
  truncate(long, 80);
  wrap(long, 80);
  wrap(long, 1);
  expect(performance.now() - start).toBeLessThan(5000);
});
