import { expect, test } from 'vitest';
import { layoutFor } from '../../src/ui/layout.js';

test('at no size are there more rows than the terminal has, less one, nor more columns', () => {
  for (let columns = 0; columns <= 240; columns += 7) {
    for (let rows = 0; rows <= 80; rows++) {
      const layout = layoutFor({ columns, rows });
      const used = layout.header + layout.bodyRows + (layout.wide ? 2 : 0) + 1;
      expect(layout.rows).toBe(Math.max(0, rows - 1));
      expect(layout.tooSmall || used === rows - 1).toBe(true);
      expect(layout.tooSmall || layout.bodyRows >= 3).toBe(true);
      expect(layout.tooSmall || layout.listColumns + layout.mainColumns < columns).toBe(true);
    }
  }
});

test.each([
  [120, 40, { wide: true, header: 2, bodyRows: 34 }],
  [80, 24, { wide: true, header: 2, bodyRows: 18 }],
  [79, 24, { wide: false, header: 2, bodyRows: 20 }],
  [40, 10, { wide: false, header: 1, bodyRows: 7 }],
  [20, 5, { wide: false, header: 0, bodyRows: 3, tooSmall: false }],
  [19, 5, { tooSmall: true }],
  [20, 4, { tooSmall: true }],
])('at %ix%i there is room for so much', (columns, rows, expected) => {
  expect(layoutFor({ columns, rows })).toMatchObject(expected);
});
