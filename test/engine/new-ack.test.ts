import { expect, test } from 'vitest';
import { type AckWish, checkedAck, untilDate } from '../../src/engine/new-ack.js';
import { OperatorErrors } from '../../src/errors.js';

const today = '2026-11-20';

test.each<[string, string]>([
  ['2026-11-20', '2026-11-20'],
  ['2026-12-20', '2026-12-20'],
  [' 2027-02-18 ', '2027-02-18'],
  ['30d', '2026-12-20'],
  ['0d', '2026-11-20'],
  ['90d', '2027-02-18'],
  ['2026-11-19', '2026-11-19 is over; 30 days would be 2026-12-20.'],
  ['2027-02-19', '2027-02-19 is 91 days away; at most 90 are allowed; 30 days would be 2026-12-20.'],
  ['9999d', expect.stringContaining('at most 90 are allowed')],
  ['2026-02-30', '`2026-02-30` is not a date; 30 days would be 2026-12-20.'],
  ['yes', '`yes` is not a date; 30 days would be 2026-12-20.'],
  ['30', '`30` is not a date; 30 days would be 2026-12-20.'],
  ['', '`` is not a date; 30 days would be 2026-12-20.'],
  ['-5d', '`-5d` is not a date; 30 days would be 2026-12-20.'],
])('until %j', (typed, comes) => {
  const until = untilDate(typed, today);
  expect(until.ok ? until.date : until.problem).toEqual(comes);
});

const wish: AckWish = { key: 'a:b', until: '30d', reason: 'it is known and harmless', by: 'ada' };

test('a wish becomes an entry that begins today', () => {
  expect(checkedAck({ ...wish, key: ' a:b ' }, today)).toEqual({ ...wish, at: today, until: '2026-12-20' });
});

test.each<[string, Partial<AckWish>, readonly string[]]>([
  ['a key without a finding', { key: 'tests' }, ['`tests` is not the key of a finding']],
  ['a key for every item', { key: '*:x' }, ['`*:x` is not the key of a finding']],
  ['B58 14 characters of reason', { reason: ' fourteen chars ' }, ['a reason has at least 15 characters; this has 14']],
  ['a book of a reason', { reason: 'x'.repeat(1001) }, ['a reason has at most 1000 characters; this has 1001']],
  ['no name', { by: ' ' }, ['--by is not a name']],
  [
    'everything wrong',
    { key: '', until: 'never', reason: '', by: '' },
    [
      '`` is not the key of a finding',
      '`never` is not a date; 30 days would be 2026-12-20.',
      'a reason has at least 15 characters; this has 0',
      '--by is not a name',
    ],
  ],
])('%s is refused, with all that is wrong', (_what, changes, sentences) => {
  try {
    checkedAck({ ...wish, ...changes }, today);
    expect.unreachable();
  } catch (error) {
    expect(error instanceof OperatorErrors && error.errors.map(({ message }) => message)).toEqual(sentences);
  }
});
