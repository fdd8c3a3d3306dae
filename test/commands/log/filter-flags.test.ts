import { expect, test } from 'vitest';
import { type FilterFlags, toSearch } from '../../../src/commands/log/filter-flags.js';
import { OperatorError } from '../../../src/errors.js';

const place = { now: new Date('2026-11-20T10:00:00Z'), tz: 'Europe/Istanbul' };

test('what is typed is what is looked for', () => {
  const flags = { operator: 'ada', target: 'production', item: 'tests', outcome: 'rolled-back', override: true };
  expect(toSearch({ ...flags, commit: 'v1.2', text: 'Müller', limit: '5' }, place)).toEqual({
    filter: { ...flags, override: true },
    ...{ commit: 'v1.2', text: 'Müller', limit: 5 },
  });
  expect(toSearch({}, place)).toEqual({ filter: {} });
});

test('days are those of the operator, and the last one is whole', () => {
  expect(toSearch({ since: '2026-11-01', until: '2026-11-19' }, place).filter).toEqual({
    since: new Date('2026-10-31T21:00:00Z'),
    until: new Date('2026-11-19T21:00:00Z'),
  });
  expect(toSearch({ since: '2 weeks ago' }, place).filter.since).toEqual(new Date('2026-11-05T21:00:00Z'));
});

test.each<[FilterFlags, sentence: string, right: string | RegExp]>([
  [{ since: 'lunch' }, '--since is "lunch", which is no time', /^write a day \(2026-11-20\)/],
  [{ until: '9999-12-31' }, '--until is "9999-12-31", which is no time', /^write a day/],
  [{ since: '9000 years ago' }, '--since is "9000 years ago", which is no time', /^write a day/],
  [{ until: '2026-02-30' }, '--until is "2026-02-30", which is no time', /^write a day/],
  [{ since: '\u001b[2Jx' }, '--since is "x", which is no time', /^write a day/],
  [{ since: '2026-11-19', until: '2026-11-18' }, '--since is not before --until: no run can lie between them', /^$/],
  [
    { outcome: 'fialed' },
    '--outcome is "fialed", which no run ends with',
    /^did you mean failed\? there are: deployed/,
  ],
  [{ outcome: 'x' }, '--outcome is "x", which no run ends with', /^there are: deployed, unconfirmed/],
  [{ limit: '0' }, '--limit is "0", which is no number of runs', /^write a whole number from 1 on/],
  [{ limit: '-3' }, '--limit is "-3", which is no number of runs', /^write a whole number/],
  [{ limit: '1e3' }, '--limit is "1e3", which is no number of runs', /^write a whole number/],
  [{ limit: '2.5' }, '--limit is "2.5", which is no number of runs', /^write a whole number/],
  [{ limit: 'ten' }, '--limit is "ten", which is no number of runs', /^write a whole number/],
  [{ operator: ' ' }, '--operator is empty', 'write what to look for, e.g. --operator ada'],
  [{ target: '' }, '--target is empty', 'write what to look for, e.g. --target production'],
  [{ item: '' }, '--item is empty', 'write what to look for, e.g. --item tests'],
  [{ commit: '' }, '--commit is empty', 'write what to look for, e.g. --commit 3f2a91c'],
  [{ text: '' }, '--text is empty', 'write what to look for, e.g. --text invoices'],
])('%j is one mistake, told in one sentence with what would be right', (flags, sentence, right) => {
  const mistake = mistakeIn(flags);
  expect(mistake?.message).toBe(sentence);
  expect(mistake?.hint ?? '').toMatch(right);
});

function mistakeIn(flags: FilterFlags): OperatorError | undefined {
  try {
    toSearch(flags, place);
    return undefined;
  } catch (error) {
    return error instanceof OperatorError ? error : undefined;
  }
}
