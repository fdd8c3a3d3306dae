import { describe, expect, test } from 'vitest';
import { parseAcks } from '../../src/checklist/acks.js';
import { mistakesOf } from './project.js';

const entry = (changes: Readonly<Record<string, string | undefined>> = {}): string => {
  const fields: Readonly<Record<string, string | undefined>> = {
    key: 'servers:twice:libssl:psycopg2*',
    reason: 'psycopg2 wheel bundles 1.1.1; tried under load, issue 311',
    by: 'ada',
    at: '2026-11-20',
    until: '2026-12-20',
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `- ${lines.join('\n  ')}\n`;
};
const mistakes = (text: string) =>
  mistakesOf(
    new Promise((resolve) => {
      resolve(parseAcks(text, 'shipit.yml'));
    }),
  );

describe('an acknowledgement', () => {
  test('is read with its place', () => {
    expect(parseAcks(`# why\n${entry({ commit: '3F2A91C' })}`, 'acks.yml')).toEqual([
      {
        key: 'servers:twice:libssl:psycopg2*',
        reason: 'psycopg2 wheel bundles 1.1.1; tried under load, issue 311',
        by: 'ada',
        at: '2026-11-20',
        until: '2026-12-20',
        commit: '3f2a91c',
        place: { file: 'acks.yml', line: 2, col: 3 },
      },
    ]);
  });

  test.each<[string, string, string | undefined]>([
    ['as many days as are allowed', '2026-02-18', undefined],
    ['one day too many', '2027-02-19', '5:10 `until` is 91 days after `at`; at most 90 are allowed → renew it then'],
    ['the same day', '2026-11-20', undefined],
    ['the day before', '2026-11-19', '5:10 `until` is before `at` (2026-11-20)'],
  ])('may run for %s', async (what, until, mistake) => {
    const at = what.startsWith('as many') ? '2025-11-20' : '2026-11-20';
    expect(await mistakes(entry({ at, until }))).toEqual(mistake === undefined ? [] : [mistake]);
  });

  test.each(['key', 'reason', 'by', 'at', 'until'])('without `%s` rejects the file', async (name) => {
    expect(await mistakes(entry({ [name]: undefined }))).toEqual([`1:3 \`${name}\` is missing`]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a reason of nothing', { reason: '""' }, '2:11 `reason` is empty'],
    ['a date that is none', { until: '2026-02-30' }, '5:10 `until` is not a date → write it like 2026-12-20'],
    ['a date in words', { at: 'tomorrow' }, '4:7 `at` is not a date → write it like 2026-12-20'],
    [
      'a key of the item alone',
      { key: 'servers' },
      '1:8 `key` must be the key of a finding: the id of an item, a colon, what was found; `*` stands for anything after the colon',
    ],
    [
      'a key for everything',
      { key: '"*:green"' },
      '1:8 `key` must be the key of a finding: the id of an item, a colon, what was found; `*` stands for anything after the colon',
    ],
    [
      'a commit that is none',
      { commit: 'main' },
      '6:11 `commit` is not a commit; write at least 7 of its hexadecimal digits',
    ],
    ['an unknown key', { untill: '2026-12-01' }, '6:3 unknown key `untill` → did you mean `until`?'],
    ['a name in two lines', { by: '"a\\nb"' }, '3:7 `by` must stand on one line'],
    ['a list for a name', { by: '[ada, bob]' }, '3:7 `by` must be a text, found a list'],
    ['hidden letters', { by: '"a\\u202Eda"' }, '3:7 contains invisible character U+202E → delete it'],
  ])('with %s rejects the file', async (_what, changes, mistake) => {
    expect(await mistakes(entry(changes))).toEqual([mistake]);
  });

  test('what YAML takes for a number is a commit all the same', () => {
    expect(parseAcks(entry({ commit: '1234567' }), 'acks.yml')).toMatchObject([{ commit: '1234567' }]);
    expect(parseAcks(entry({ commit: '0123e45' }), 'acks.yml')).toMatchObject([{ commit: '0123e45' }]);
  });
});

describe('a file', () => {
  test.each(['', '\n\n', '# nothing is known\n', '\uFEFF# nothing\r\n\r\n', '[]\n'])('of %j has no entries', (text) => {
    expect(parseAcks(text, 'acks.yml')).toEqual([]);
  });

  test('tells every mistake at once, in file order', async () => {
    const text = `${entry({ by: undefined, until: '2027-11-20' })}- 7\n${entry({ key: 'a' })}`;
    expect((await mistakes(text)).map((one) => one.split(' ')[0])).toEqual(['1:3', '4:10', '5:3', '6:8']);
  });

  test.each<[string, string, string]>([
    ['a map', 'key: a:b\n', '1:1 acknowledgements are a list, found a map → begin each one with `- key: ITEM:FINDING`'],
    ['a text', 'none\n', '1:1 acknowledgements are a list, found a text → begin each one with `- key: ITEM:FINDING`'],
    [
      'a key given twice',
      entry().replace('  by: ada', '  by: ada\n  by: bob'),
      '4:3 `by` is given twice (3:3 and 4:3) → keep one of them',
    ],
    ['a merge key', '- {<<: *a}\n', '1:4 merge keys `<<` are not allowed → write the keys out, or use `extends`'],
    [
      'a tag',
      '- !!js/function x\n',
      '1:3 tag `!!js/function` is not allowed → put quotes around a text that starts with !',
    ],
    ['a control character', '- "\u0007"\n', '1:4 control character U+0007 → delete it'],
  ])('of %s is rejected', async (_what, text, mistake) => {
    expect(await mistakes(text)).toContain(mistake);
  });

  test('a bomb of aliases is rejected, and costs little', async () => {
    const bomb = ['- &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'].reduce(
      (text, name, n) => `${text}\n- &${name} [${`*${'abcdefgh'[n - 1]},`.repeat(9)}]`,
    );
    const { user } = process.cpuUsage();
    expect(await mistakes(bomb)).toEqual(expect.arrayContaining([expect.stringMatching(/more than 100 aliases/)]));
    expect(process.cpuUsage().user - user).toBeLessThan(400_000);
  });
});

test('as many entries as anybody reads are taken, and far too many are refused', async () => {
  expect(parseAcks(entry().repeat(200), 'acks.yml')).toHaveLength(200);
  expect(await mistakes(entry().repeat(300))).toEqual([expect.stringMatching(/more than 10000 words of YAML/)]);
});
