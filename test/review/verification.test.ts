import { expect, test } from 'vitest';
import { renderVerification } from '../../src/review/verification.js';

const fine = { ok: true, runs: 12, records: 340, faults: [], notes: [], anchored: 12 };
const options = { color: false, columns: 140 };
const text = (change: object): string => renderVerification({ ...fine, ...change }, options).join('\n');

test('a log that nobody touched is said to be so, with what that does not prove', () => {
  expect(text({})).toBe(`OK  340 records in 12 runs checked: none was changed, removed, inserted or moved.
What this cannot prove: a hash chain has no secret. Who may write these files and rewrites a run from some record on, together with the
index and every later run, is not found out from here; only a copy kept elsewhere shows that.
The end of every run is known to the index as well, so a cut there would have shown.`);
});

test('runs whose end nobody else knows are counted', () => {
  expect(text({ anchored: 11 }).replaceAll('\n', ' ')).toContain(
    'The end of 1 run is not in the index: there nobody can tell whether the last record was changed or whole records were cut off at the end.',
  );
});

test('faults and notes are listed, each with its run, and cannot steer the terminal', () => {
  const shown = text({
    ok: false,
    runs: 1,
    faults: [{ run: 'r1', seq: 3, kind: 'changed', text: 'file:4 was changed \u001b[2J\u202e' }],
    notes: [{ run: 'r2', text: 'a torn end' }],
  });
  expect(shown).toContain(
    'BROKEN  340 records in 1 run checked: 1 fault.\n✖ r1: file:4 was changed \\u{202e}\n· r2: a torn end\n',
  );
});
