import { expect, test } from 'vitest';
import { counted, newTally, type Tally, tallyWords, withFound } from '../../../src/ui/browser/tally.js';
import { textFile } from './opened-runs.js';

/** After so many slices, or all of them. */
function after(text: string, bytes: Buffer, slices = 1000): Tally {
  let tally = newTally(text);
  for (let slice = 0; slice < slices; slice += 1) {
    tally = counted(textFile(bytes), tally);
  }

  return tally;
}

const filler = 'nothing to see\n'.repeat(20_000);
const output = Buffer.from(`error\n${filler}Error\n${filler}an error, an error`);

test.each([
  [after('error', output), 0, '1 of 3'],
  [after('error', output), output.length - 18, '3 of 3'],
  [after('error', output), undefined, '3'],
  [after('absent', output), undefined, '0'],
  [after('error', output, 1), 0, '1 of 1 so far'],
  [after('error', output, 1), output.length - 18, '1 so far'],
  [after('error', Buffer.from('error\n'.repeat(10_000))), 6, '2 of 10,000'],
  [after('error', Buffer.from('error\n'.repeat(90_000))), 6, '2 of more than 10,000'],
  [after('needle', Buffer.from(`${'x'.repeat(700_000)}needle`)), undefined, '1'],
] as const)('lines are counted: %#', (tally, at, words) => {
  expect(tallyWords(tally, at)).toBe(words);
});

test('what was found in a part that is new is counted with it', () => {
  const before = after('error', output);
  expect(withFound(before, 0)).toBe(before);
  expect(withFound(before, output.length + 1)).toEqual(newTally('error'));
});
