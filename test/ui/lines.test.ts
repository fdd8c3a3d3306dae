import { expect, test } from 'vitest';
import { footerLine } from '../../src/ui/footer-line.js';
import { clip, clipText, cut, indented, type Line, line, lineWidth, paragraph, spread } from '../../src/ui/lines.js';

const text = (spans: Line): string => spans.map((span) => span.text).join('');
const texts = (lines: readonly Line[]): readonly string[] => lines.map(text);

test('left and right share a line of exactly the width; the left one gives way', () => {
  expect(text(spread(line('shop'), line('11:42'), 12))).toBe('shop   11:42');
  expect(text(spread(line('a long name'), line('11:42'), 12))).toBe('a lon… 11:42');
  expect(text(spread(line('a long name'), line('11:42'), 8))).toBe('a long…');
  expect(text(spread([], line('11:42'), 6))).toBe(' 11:42');
});

test('no line gets wider than its columns, wide characters included', () => {
  for (let columns = 1; columns < 20; columns++) {
    expect(lineWidth(cut([{ text: '日本語 ' }, { text: 'and more', tone: 'go' }], columns))).toBeLessThanOrEqual(
      columns,
    );
  }
});

test('a text that goes on says so, however full its last line is', () => {
  const lines = paragraph('one two three four', 5);
  expect(texts(clipText(lines, 1, 5))).toEqual(['one …']);
  expect(texts(clipText(paragraph('three four', 5), 1, 5))).toEqual(['thre…']);
  expect(texts(clipText(paragraph('four five', 5), 1, 5))).toEqual(['four…']);
  expect(texts(clipText(lines, 9, 5))).toEqual(texts(lines));
  expect(clipText(lines, 0, 5)).toEqual([]);
});

test('a list that goes on says how much there is', () => {
  const lines = ['a', 'b', 'c', 'd'].map((one) => line(one));
  expect(texts(clip(lines, 3))).toEqual(['a', 'b', '… 2 more lines (e)']);
  expect(clip(lines, 0)).toEqual([]);
});

test('what is set in stays set in on every line', () => {
  expect(texts(indented('one two three', 9))).toEqual(['  one two', '  three']);
});

const hints = [
  { key: 'up', does: 'choose', weight: 1 },
  { key: '?', does: 'why', weight: 3 },
  { key: 'e', does: 'evidence', weight: 2 },
  { key: 'q', does: 'pause', weight: 4 },
];

test.each([
  [60, '2 go', ' 2 go                     up choose  ? why  e evidence  q pause '],
  [40, '2 go', ' 2 go          ? why  e evidence  q pause '],
  [30, '2 go', '         ? why  e evidence  q pause '],
  [20, '', '     ? why  q pause '],
  [10, '', '  q pause '],
])('in %i columns the keys that matter most are left', (columns, counts, expected) => {
  const footer = text(footerLine(counts, hints, columns));
  expect(footer.replace(/ +/g, ' ')).toBe(expected.replace(/ +/g, ' '));
  expect(footer.length).toBeLessThanOrEqual(columns);
});
