import { expect, test } from 'vitest';
import { createPaint } from '../../../src/review/paint.js';
import { sparkline } from '../../../src/review/stats/sparkline.js';
import { renderTable } from '../../../src/review/stats/table.js';

const heads = [{ head: 'item' }, { head: 'asked', right: true }, { head: 'last' }] as const;
const rows = [
  { cells: ['tests', '1,204', '19 Nov'] },
  { cells: ['a-rather-long-name', '', ''], notes: ['overridden in 3 runs'] },
];
const draw = (columns: number) => renderTable(heads, rows, { columns, paint: createPaint(false) }).join('\n');

test('a table where it fits, with notes below their rows', () => {
  expect(draw(80)).toBe(`  item                asked  last
  tests               1,204  19 Nov
  a-rather-long-name
    overridden in 3 runs`);
});

test('in less room the name is cut first, then the gaps are narrower', () => {
  expect(draw(30)).toBe(`  item           asked  last
  tests          1,204  19 Nov
  a-rather-lon…
    overridden in 3 runs`);
  expect(draw(27)).toBe(`  item         asked last
  tests        1,204 19 Nov
  a-rather-lo…
    overridden in 3 runs`);
});

test('in no room at all each row is told in lines', () => {
  expect(draw(20)).toBe(`  tests
    asked 1,204
    last 19 Nov
  a-rather-long-name
    overridden in 3
    runs`);
});

test.each([
  [[0, 1, 2, 3, 4, 5, 6, 7, 8], '·▁▂▃▄▅▆▇█', '.23456789'],
  [[1, 1000], '▁█', '19'],
  [[0, 0], '··', '..'],
  [[], '', ''],
])('sparkline of %j', (values, blocks, digits) => {
  expect(sparkline(values, { ascii: false })).toBe(blocks);
  expect(sparkline(values, { ascii: true })).toBe(digits);
});
