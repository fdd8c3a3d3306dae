import { expect, test } from 'vitest';
import type { Level, Verdict } from '../../src/checklist/model.js';
import { cap, isWorse, passes, worst } from '../../src/run/verdict.js';

const fromBest: readonly Verdict[] = ['n/a', 'go', 'warn', 'unknown', 'no-go'];

test('the worst verdict wins', () => {
  for (const [a, better] of fromBest.entries()) {
    for (const [b, other] of fromBest.entries()) {
      expect(worst([better, other])).toBe(fromBest[Math.max(a, b)]);
      expect(isWorse(better, other)).toBe(a > b);
    }
  }
});

test('of no verdicts at all the worst is that nothing applies', () => {
  expect(worst([])).toBe('n/a');
});

test('only go and n/a let an item pass without a person', () => {
  expect(fromBest.filter(passes)).toEqual(['n/a', 'go']);
});

test.each<[Level, readonly Verdict[]]>([
  ['block', ['n/a', 'go', 'warn', 'unknown', 'no-go']],
  ['warn', ['n/a', 'go', 'warn', 'warn', 'warn']],
  ['info', ['n/a', 'go', 'go', 'go', 'go']],
  ['off', ['n/a', 'go', 'go', 'go', 'go']],
])('at level %s an item comes to no worse than its level allows', (level, capped) => {
  expect(fromBest.map((verdict) => cap(verdict, level))).toEqual(capped);
});
