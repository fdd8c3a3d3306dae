import { expect, test } from 'vitest';
import { asRevert, standingReverts, takesIn } from '../../../src/checks/order/reverts.js';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
const parsed = (message: string) => asRevert(`${'f'.repeat(40)}\n${message}`).of;

test.each([
  ['of one commit', `Revert "X"\n\nThis reverts commit ${a}.\n`, [{ commit: a }]],
  [
    'of a merge, over two lines',
    `Revert "X"\n\nThis reverts commit ${a}, reversing\nchanges made to ${b}.`,
    [{ commit: a, mainline: b }],
  ],
  [
    'by --reference',
    'X\n\nThis reverts commit aaaaaaa (Add (a) field, 2026-11-16), reversing\nchanges made to bbbbbbb (B, 2026-11-16).',
    [{ commit: 'aaaaaaa', mainline: 'bbbbbbb' }],
  ],
  [
    'of several in one squash',
    `X\n\nThis reverts commit ${a}.\n\nthis reverts commit ${c}.`,
    [{ commit: a }, { commit: c }],
  ],
  ['of nothing that is a commit', 'X\n\nThis reverts commit messages that facade', []],
])('a revert %s is read', (_name, message, of) => {
  expect(parsed(message)).toEqual(of);
});

test('a revert in a merge that is taken back does not stand; one copied from another branch is meant all the same', () => {
  const parents = new Map([
    ['e'.repeat(40), ['d'.repeat(40), 'c'.repeat(40)]],
    ['d'.repeat(40), [a ?? '']],
    ['c'.repeat(40), [a ?? '']],
  ]);
  const takes = takesIn(parents);
  const revert = asRevert(`${c}\nThis reverts commit ${a}.`);
  const again = asRevert(`${b}\nThis reverts commit ${'e'.repeat(40)}, reversing changes made to ${'d'.repeat(9)}.`);
  expect(takes(revert, [a ?? ''])).toBe(true);
  expect(takes(again, [a ?? ''])).toBe(false);
  expect(standingReverts([again, revert], takes)).toEqual([again]);

  const copy = asRevert(`${'1'.repeat(40)}\nThis reverts commit ${a}.\n(cherry picked from commit ${c})`);
  const back = asRevert(`${'2'.repeat(40)}\nThis reverts commit ${c}.`);
  expect(standingReverts([back, copy], takes)).toEqual([back]);
});
