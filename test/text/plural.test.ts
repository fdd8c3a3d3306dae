import { expect, test } from 'vitest';
import { plural } from '../../src/text/plural.js';

test('counts agree with their noun', () => {
  expect([plural(0, 'commit'), plural(1, 'commit'), plural(3, 'commit')]).toEqual([
    '0 commits',
    '1 commit',
    '3 commits',
  ]);
  expect([plural(1, 'entry', 'entries'), plural(2, 'entry', 'entries')]).toEqual(['1 entry', '2 entries']);
});
