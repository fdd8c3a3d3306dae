import { expect, test } from 'vitest';
import { renderVerification } from '../../src/review/verification.js';

const fine = { ok: true, runs: 12, records: 340, faults: [], notes: [], anchored: 12 };
const options = { color: false, columns: 140 };
const text = (change: object): string => renderVerification({ ...fine, ...change }, options).join('\n');

test('a log that nobody touched is said to be so, with one sentence about what that proves and one about what not', () => {
  const proves =
    'What this proves: where nothing is named above, no record was changed, removed, inserted or moved since it was written, as long as the index or a later run still names its end.';
  const not =
    'What this cannot prove: a hash chain has no secret, so whoever may write these files can rewrite a run together with the index and every later run, which only a copy kept elsewhere shows';
  const said = (change: object): readonly string[] =>
    renderVerification({ ...fine, ...change }, { ...options, piped: true });
  expect(said({})).toEqual([
    'OK  340 records in 12 runs checked: none was changed, removed, inserted or moved.',
    proves,
    `${not}.`,
  ]);
  expect(said({ anchored: 11 }).at(-1)).toBe(
    `${not}; and of 1 run whose end the index does not know, the last records may have been changed or cut off.`,
  );
  expect(
    text({})
      .split('\n')
      .every((line) => line.length <= 140),
  ).toBe(true);
});

test('of each bad run the first fault is told, and how many more there are', () => {
  const faults = ['r1', 'r2', 'r1', 'r1', 'r3', 'r3'].map((run, seq) => ({
    run,
    seq,
    text: `record ${seq} was changed`,
  }));
  expect(text({ ok: false, faults }).split('\n').slice(0, 4)).toEqual([
    'BROKEN  340 records in 12 runs checked: 3 runs are not as they were written.',
    '✖ r1: record 0 was changed (and 2 more faults)',
    '✖ r2: record 1 was changed',
    '✖ r3: record 4 was changed (and 1 more fault)',
  ]);
});

test('faults and notes are listed, each with its run, and cannot steer the terminal', () => {
  const shown = text({
    ok: false,
    runs: 1,
    faults: [{ run: 'r1', seq: 3, kind: 'changed', text: 'file:4 was changed \u001b[2J\u202e' }],
    notes: [{ run: 'r2', text: 'a torn end' }],
  });
  expect(shown).toContain(
    'BROKEN  340 records in 1 run checked: 1 run is not as it was written.\n✖ r1: file:4 was changed \\u{202e}\n· r2: a torn end\n',
  );
});
