import { expect, test } from 'vitest';
import { mdBlock, mdLine } from '../../../src/review/export/markdown-text.js';

test.each<[what: string, text: string, written: string]>([
  ['a pipe', 'a | b', 'a \\| b'],
  ['code', '`rm -rf`', '\\`rm -rf\\`'],
  ['a backslash', 'a\\|b', 'a\\\\\\|b'],
  ['HTML', '<b>&amp;', '\\<b\\>\\&amp;'],
  ['a link', '[a](http://x)', '\\[a\\](http\\://x)'],
  ['a picture', '![a](b)', '\\!\\[a\\](b)'],
  ['a bare address', 'see https://x and www.x.org', 'see https\\://x and www\\.x.org'],
  ['a heading', '# a', '\\# a'],
  ['a list', '- a', '\\- a'],
  ['a rule', '---', '\\---'],
  ['a numbered list', '1. a', '1\\. a'],
  ['emphasis', '*a* __b__ ~~c~~', '\\*a\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~'],
  ['a formula', '$x$', '\\$x\\$'],
  ['lines', 'a\n# b', 'a \\# b'],
  ['words', '8 of 9 probes, web1:80 (go)', '8 of 9 probes, web1:80 (go)'],
])('Markdown takes %s for text', (_, text, written) => {
  expect(mdLine(text)).toBe(written);
});

test('a block of Markdown has a longer fence than any in its text', () => {
  expect(mdBlock('a\n```\n````js\nb')).toEqual(['`````', 'a', '```', '````js', 'b', '`````']);
  expect(mdBlock('a')).toEqual(['```', 'a', '```']);
});
