import { expect, test } from 'vitest';
import { choose } from '../../../src/checks/signoff/choose.js';
import type { Confirmation } from '../../../src/checks/signoff/confirmation.js';
import { freshFacet } from '../../../src/checks/signoff/facets-person.js';
import { confirmationsOf, type PullRows } from '../../../src/checks/signoff/github-rows.js';
import { parseRecord, readRecordName, recordText } from '../../../src/checks/signoff/record.js';
import { now, people, per, recordOf } from './confirming.js';

const id = '3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6';
const other = '9c1d2e0fd1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6';

const said = (by: string, hour: number, verdict: 'go' | 'no-go', what: 'exact' | 'older' = 'exact', commit = id) => ({
  confirmation: {
    ...{ commit, verdict, person: by, name: by, role: 'pm', from: 'a file' },
    at: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
  } satisfies Confirmation,
  what,
});

const edited = (by: string) => {
  const { confirmation, what } = said(by, 9, 'go');
  return { confirmation: { ...confirmation, signature: { state: 'bad', why: 'x' } as const }, what };
};

const team = { ...people, pia: { ...per, emails: ['pia@x.test'] }, gone: { ...per, left: true } };

test.each([
  ['B48 nobody', [], 'nobody'],
  ['the newest go', [said('per', 9, 'go'), said('pia', 11, 'go')], 'pia go'],
  ['a no-go that is newer', [said('per', 9, 'go'), said('pia', 11, 'no-go')], 'pia no-go'],
  ['a newer go of the same person', [said('per', 11, 'go'), said('per', 9, 'no-go')], 'per go'],
  ['the no-go of another, although a go is newer', [said('per', 11, 'go'), said('pia', 9, 'no-go')], 'pia no-go'],
  [
    'an older no-go of another about an older one: both are told',
    [said('per', 11, 'go'), said('pia', 9, 'no-go', 'older', other)],
    'per go, against pia',
  ],
  [
    'not one that was taken back',
    [said('per', 11, 'go'), said('pia', 9, 'no-go', 'older', other), said('pia', 10, 'go', 'older', other)],
    'per go',
  ],
  [
    'a no-go and a newer go about the same older one',
    [said('per', 11, 'go', 'older'), said('pia', 9, 'no-go', 'older')],
    'pia no-go',
  ],
  ['what was changed after it was signed may have been a no-go', [said('per', 11, 'go'), edited('pia')], 'pia go'],
  ['of two at the same moment the no-go', [said('per', 9, 'go'), said('pia', 9, 'no-go')], 'pia no-go'],
  ['exactly this commit before an older one', [said('per', 9, 'go'), said('pia', 11, 'go', 'older')], 'per go'],
  ['a newer no-go about an older one', [said('per', 9, 'go'), said('pia', 11, 'no-go', 'older')], 'pia no-go'],
  ['only an older one', [said('per', 9, 'go', 'older')], 'per go'],
  [
    'whoever has the role, before a newer word of others',
    [said('per', 9, 'go'), said('bob', 11, 'no-go')],
    'per go, aside bob',
  ],
  ['B48 others only', [said('bob', 9, 'go')], 'bob has not the role pm'],
  ['B48 who has left', [said('gone', 9, 'go')], 'gone has left'],
] as const)('whose word counts: %s', (_name, all, expected) => {
  const chosen = choose(all, 'pm', team);
  const words =
    chosen.found === 'one'
      ? [
          `${chosen.about.confirmation.person} ${chosen.about.confirmation.verdict}`,
          ...chosen.against.map(({ confirmation }) => `against ${confirmation.person}`),
          ...chosen.aside.map(({ about }) => `aside ${about.confirmation.person}`),
        ].join(', ')
      : chosen.found === 'not-theirs'
        ? chosen.why
        : chosen.found;
  expect(words).toBe(expected);
});

test.each([
  ['P5: 80 hours old', '2026-11-17T04:00:00.000Z', 'no-go', 'confirmed 3 days ago, more than 3 d: ask per again'],
  ['71 hours old', '2026-11-17T13:00:00.000Z', 'go', 'confirmed 2 days ago'],
  ['half a minute in the future: clocks differ', '2026-11-20T12:00:30.000Z', 'go', 'confirmed just now'],
  [
    'F61 in the future: no go, with both times',
    '2026-11-20T14:00:00.000Z',
    'unknown',
    'per confirmed it at 2026-11-20T14:00:00.000Z, and here it is 2026-11-20T12:00:00.000Z: a clock is wrong',
  ],
])('%s', (_name, at, verdict, words) => {
  const { confirmation } = said('per', 9, 'go');
  const found = freshFacet({ ...confirmation, at }, 72 * 3_600_000, now);
  expect(found.verdict).toBe(verdict);
  expect(found.summary).toMatch(words);
  expect(found.findings?.map(({ key }) => key)).toEqual(verdict === 'no-go' ? ['3f2a91c:per'] : undefined);
});

const record = recordOf(id, other);

test('a record is read as it was written', () => {
  expect(parseRecord(recordText(record))).toEqual(record);
  expect(parseRecord(recordText({ ...record, seen: null }))).toEqual({ ...record, seen: null });
});

test.each([
  ['not JSON', '{', 'it is not JSON'],
  ['a list', [], /./],
  ['a key too many', { ...record, extra: 1 }, /extra/],
  ['another version', { ...record, v: 2 }, /^v: /],
  ['a shortened commit', { ...record, commit: '3f2a91c' }, 'commit: is not a full commit id'],
  ['a date without a time', { ...record, at: '2026-11-20' }, /^at: /],
  ['a time without a zone', { ...record, at: '2026-11-20T10:00:00' }, /^at: /],
  ['another verdict', { ...record, verdict: 'GO' }, /^verdict: /],
  ['no address', { ...record, by: 'per' }, /^by: /],
  ['an endless note', { ...record, note: 'x'.repeat(3000) }, /^note: /],
])('B67 no record: %s', (_name, written, why) => {
  expect(parseRecord(typeof written === 'string' ? written : JSON.stringify(written))).toMatch(why);
});

test.each([
  [`${id}.per.json`, { commit: id, person: 'per' }],
  [`${id}.json`, undefined],
  [`${id.slice(0, 7)}.per.json`, undefined],
  [`${id}.../x.json`, undefined],
  [`${id}.per.json.sig`, undefined],
])('a file is the record of whom its name says, or of nobody: %s', (name, expected) => {
  expect(readRecordName(name)).toEqual(expected);
});

const at = '2026-11-20T10:00:00Z';
const link = 'https://github.test/shop/pull/7#1';

test('reviews and comments of a pull request', () => {
  const { list, passedOver } = confirmationsOf(
    {
      number: 7,
      head: id,
      reviews: [
        ['Per-M', 'APPROVED', id, at, 'tried it\nwith two cards', link],
        ['bob', 'CHANGES_REQUESTED', other, at, '', link],
        ['per-m', 'COMMENTED', id, at, 'hm', link],
        ['per-m', 'DISMISSED', id, at, '', link],
        ['per-m', 'PENDING', id, null, '', link],
        [null, 'APPROVED', id, at, '', link],
      ],
      comments: [
        ['per-m', `Nice.\r\n/signoff ${id.slice(0, 9)} go: on two phones\r\n`, at, at, link],
        ['eve', `/signoff ${other}`, at, at, link],
        ['per-m', `/signoff ${id}`, at, '2026-11-20T11:00:00Z', link],
        ['per-m', `/signoff ${id} No-Go - totals are wrong`, at, '2026-11-20T11:00:00Z', link],
        ['per-m', '/signoff abcdef1', at, at, link],
        ['per-m', '/signoff', at, at, link],
        ['per-m', 'I say /signoff 3f2a91c', at, at, link],
      ],
    },
    people,
    [id, other],
  );
  expect(list.map(({ name, person, verdict, commit, note }) => [name, person, verdict, commit, note])).toEqual([
    ['Per M.', 'per', 'go', id, 'tried it'],
    ['Bob', 'bob', 'no-go', other, undefined],
    ['Per M.', 'per', 'go', id, 'on two phones'],
    ['eve', undefined, 'go', other, undefined],
    ['Per M.', 'per', 'no-go', id, 'totals are wrong'],
  ]);
  expect(passedOver).toEqual([
    'a /signoff of per-m on PR #7 was edited afterwards, perhaps by somebody else',
    'a /signoff of per-m on PR #7 is about abcdef1',
  ]);
});

test.each([
  ['', 'go'],
  ['go', 'go'],
  ['GO: tried with two cards', 'go tried with two cards'],
  ['go - tried it', 'go tried it'],
  [': go', 'go'],
  ['no-go: totals are wrong', 'no-go totals are wrong'],
  ['No go totals are wrong', 'no-go totals are wrong'],
  ['nogo', 'no-go'],
  ['no', 'no-go'],
  ['stop, the discount is lost', 'no-go the discount is lost'],
  ['not yet', 'unclear'],
  ['go-live is not possible', 'unclear'],
  ['go?', 'unclear'],
  ['good to go', 'unclear'],
  ['on two phones', 'unclear'],
])('what stands behind /signoff COMMIT is read: %s', (rest, expected) => {
  const { list, unclear } = confirmationsOf(
    { number: 7, head: id, reviews: [], comments: [['per-m', `/signoff ${id} ${rest}`, at, at, link]] },
    people,
    [],
  );
  const words = list.map(({ verdict, note }) => [verdict, ...(note === undefined ? [] : [note])].join(' '));
  expect([...words, ...unclear.map(() => 'unclear')]).toEqual([expected]);
});

test('a later word of theirs takes the place of one that nobody understands', () => {
  const read = (...reviews: PullRows['reviews']) =>
    confirmationsOf(
      { number: 7, head: id, reviews, comments: [['per-m', `/signoff ${id} hm`, at, at, link]] },
      people,
      [],
    ).unclear.length;
  expect([read(), read(['per-m', 'APPROVED', id, '2026-11-20T10:30:00Z', '', link])]).toEqual([1, 0]);
});
