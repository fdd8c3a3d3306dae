import { expect, test } from 'vitest';
import { inWords, subjectInWords } from '../../src/commands/signoff-words.js';
import type { NetChange, RangeCommit } from '../../src/world/git-contents.js';

test.each([
  ['feat(cart): round half a cent (#12)', 'New (cart): round half a cent'],
  ['fix: the log-in page forgets the language', 'Mended: the log-in page forgets the language'],
  ['Fix!: drop the old API', 'Mended, changes what others rely on: drop the old API'],
  ['chore(deps): bump left-pad (!7)', 'Housekeeping (deps): bump left-pad'],
  ['note: not a type', 'note: not a type'],
  ['Add a table for coupons', 'Add a table for coupons'],
  ['Revert "feat: a new header"', 'Taken back: New: a new header'],
  ['feat: \u001B[31mred\u001B[0m\r\nfix: x', 'New: red fix: x'],
  ['', '(no words)'],
])('%j is told as %j', (subject, words) => {
  expect(subjectInWords(subject)).toBe(words);
});

const commit = (author: string, subject: string, parents = 1): RangeCommit => ({
  ...{ commit: 'a', author, email: `${author}@x.test`, at: '', subject, body: '', trailers: [] },
  parents: Array.from({ length: parents }, () => 'b'),
});

const change = (path: string): NetChange => ({ path, status: 'A', mode: '100644' });

test('commits by author, most first; what was made and taken back is one note, merges another', () => {
  const words = inWords(
    [
      commit('bob', "Merge branch 'x'", 2),
      commit('ada', 'Revert "Try a header"'),
      commit('ada', 'fix: two'),
      commit('bob', 'Try a header'),
      commit('bob', 'Revert "From before"'),
      commit('ada', 'feat: one'),
    ],
    [],
  );
  expect(words.authors).toEqual([
    { name: 'ada', lines: ['Mended: two', 'New: one'] },
    { name: 'bob', lines: ['Taken back: From before'] },
  ]);
  expect(words.notes).toEqual([
    'made and taken back again: Try a header',
    '1 merge of branches, with nothing of their own',
  ]);
});

test('where a mistake is dear', () => {
  const paths = [
    'shop/migrations/0002_coupons.py',
    'db/migrate/3_x.rb',
    'src/auth/login.ts',
    'src/authors.ts',
    'src/payments.ts',
    'package-lock.json',
    'Dockerfile',
    'src/cart.ts',
  ];
  expect(inWords([], paths.map(change)).areas).toEqual([
    'changes the database: 2 files',
    'log-in and permissions: src/auth/login.ts',
    'money: src/payments.ts',
    'other versions of libraries: package-lock.json',
    'how it is built and run: Dockerfile',
  ]);
});
