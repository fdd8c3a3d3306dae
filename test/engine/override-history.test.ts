import { expect, test } from 'vitest';
import { overridesIn, overrideWords } from '../../src/engine/override-history.js';
import type { Outcome, RunDigest } from '../../src/run/summary.js';

const deploy = (outcome: Outcome, ...overridden: readonly string[]): RunDigest => ({
  schema: 1,
  run: '20261119T090000Z-7f3a7f3a7f',
  app: 'shop',
  target: 'production',
  operator: 'Ada L.',
  started: '',
  ended: null,
  from: null,
  to: '',
  outcome,
  overrides: overridden.length,
  records: 1,
  head: '',
  overridden: overridden.map((question, index) => ({ question, reason: `because of ${question} ${outcome} ${index}` })),
});
const plain = (count: number): readonly RunDigest[] => Array.from({ length: count }, () => deploy('deployed'));

test.each<[string, readonly RunDigest[], string | undefined]>([
  ['before the first deploy', [], undefined],
  ['after one deploy', plain(1), 'not overridden in the last deploy'],
  ['never', plain(4), 'not overridden in the last 4 deploys'],
  ['once', [deploy('deployed', 'tests/green'), ...plain(2)], 'overridden once in the last 3 deploys: 1 went well'],
  [
    'as it is written down',
    [deploy('deployed', 'tests'), deploy('rolled-back', 'tests/same'), deploy('deployed', 'tests/green'), ...plain(20)],
    'overridden 3 times in the last 10 deploys: 2 went well, 1 rolled back',
  ],
  [
    'with every end there is',
    [
      deploy('unconfirmed', 'tests'),
      deploy('failed', 'tests'),
      deploy('unknown', 'tests'),
      deploy('rolled-back', 'tests'),
    ],
    'overridden 4 times in the last 4 deploys: 1 never confirmed, 1 failed, 1 rolled back, 1 that nobody saw end',
  ],
  [
    'with an incident noted later, which is no good end',
    [{ ...deploy('deployed', 'tests'), incidents: 1 }, { ...deploy('failed', 'tests'), incidents: 1 }, ...plain(1)],
    'overridden twice in the last 3 deploys: 1 with an incident, 1 failed',
  ],
  [
    'twice in one deploy, which is one',
    [deploy('failed', 'tests/green', 'tests/same')],
    'overridden once in the last deploy: 1 failed',
  ],
  ['another check', [deploy('failed', 'window/freeze', 'tests-2')], 'not overridden in the last deploy'],
  ['too long ago', [...plain(10), deploy('failed', 'tests')], 'not overridden in the last 10 deploys'],
])('overrides are counted: %s', (_what, deploys, words) => {
  expect(overrideWords(overridesIn(deploys, 'tests'))).toBe(words);
});

test('the last reason is that of the newest deploy', () => {
  const deploys = [deploy('deployed'), deploy('failed', 'tests/green'), deploy('deployed', 'tests')];
  expect(overridesIn(deploys, 'tests').lastReason).toBe('because of tests/green failed 0');
});
