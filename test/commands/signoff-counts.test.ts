import { expect, test } from 'vitest';
import { notCountedYet, wayToOperator, whyNotCounted } from '../../src/commands/signoff-counts.js';

test.each([
  ['it runs the commit', { isOther: false, isUnknown: false }, /^undefined$/],
  ['it runs something else', { isOther: true, isUnknown: false }, /go is not offered: nobody can have tried 3f2a91c/],
  ['it could not be asked', { isOther: false, isUnknown: true }, /^A go now would not count: .* what staging ran\./],
])('before a go, what staging says: %s', (_name, facts, words) => {
  expect(String(whyNotCounted(facts, { env: 'staging', commit: '3f2a91c' }))).toMatch(words);
});

test('what was written gets to whoever deploys, and a commit of it is no other release', () => {
  expect(notCountedYet('staging')).toMatch(
    /counts for nothing yet: nobody knew what staging ran\. .* sign off again\.$/,
  );
  expect(wayToOperator('both')).toMatch(/^Commit and push both, or hand both .*\n.* counts as the same release\.$/);
});
