import { expect, test } from 'vitest';
import { didYouMean } from '../../src/text/suggest.js';

const kinds = ['ask', 'run', 'window', 'absence', 'release', 'people', 'tests', 'signoff', 'servers', 'pins', 'lane'];

test.each([
  ['wndow', 'window'],
  ['wnidow', 'window'],
  ['Window', 'window'],
  ['test', 'tests'],
  ['sing-off', 'signoff'],
  ['realease', 'release'],
  ['rnu', 'run'],
  ['serverss', 'servers'],
  ['database', undefined],
  ['x', undefined],
  ['', undefined],
  ['zzzzzz', undefined],
])('%j was meant as %s', (word, meant) => {
  expect(didYouMean(word, kinds)).toBe(meant);
});

test('a hostile word costs no time and means nothing', () => {
  expect(didYouMean('a'.repeat(1_000_000), kinds)).toBeUndefined();
});

test('the nearest wins, then the first', () => {
  expect(didYouMean('lint', ['link', 'list', 'lint'])).toBe('lint');
  expect(didYouMean('lixt', ['lint', 'list'])).toBe('lint');
});
