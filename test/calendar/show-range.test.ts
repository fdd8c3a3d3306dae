import { expect, test } from 'vitest';
import { showRange } from '../../src/calendar/show-range.js';

test.each([
  ['2026-11-02', '2026-11-20', '2–20 Nov'],
  ['2026-10-30', '2026-11-20', '30 Oct–20 Nov'],
  ['2026-12-24', '2026-12-24', '24 Dec'],
  ['2026-12-21', '2027-01-04', '21 Dec–4 Jan'],
  ['2025-11-03', '2025-11-21', '3–21 Nov 2025'],
  ['2024-11-25', '2026-11-20', '25 Nov 2024–20 Nov'],
])('%s..%s is shown as %s', (from, to, shown) => {
  expect(showRange({ from, to }, '2026-11-24')).toBe(shown);
});
