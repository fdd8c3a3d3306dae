import { createHash } from 'node:crypto';
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

const commit = (author: string, subject: string, parents = 1, body = ''): RangeCommit => ({
  ...{ author, email: `${author}@x.test`, at: '', subject, body, trailers: [] },
  commit: createHash('sha1').update(`${subject}${body}`).digest('hex'),
  parents: Array.from({ length: parents }, () => 'b'),
});

const revert = ({ commit: id, subject }: RangeCommit): RangeCommit =>
  commit('ada', `Revert "${subject}"`, 1, `This reverts commit ${id}.`);

const before = commit('bob', 'From before');
const header = commit('bob', 'Try a header');
const [once, charge] = [revert(header), commit('bob', 'feat: charge cards twice')];
const twice = revert(revert(charge));
const undone = revert(charge);
const again = revert(undone);

const change = (path: string): NetChange => ({ path, status: 'A', mode: '100644' });

test('commits by author, most first; what was made and taken back is one note, merges another', () => {
  const words = inWords(
    [
      commit('bob', "Merge branch 'x'", 2),
      once,
      commit('ada', 'fix: two'),
      header,
      { ...revert(before), author: 'bob', email: 'bob@x.test' },
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

test.each([
  ['taken back', [undone, charge], [], ['made and taken back again: New: charge cards twice']],
  ['taken back, and that, too: it is in it', [again, undone, charge], ['New: charge cards twice'], []],
  [
    'taken back three times',
    [revert(again), again, undone, charge].toReversed(),
    [],
    ['made and taken back again: New: charge cards twice'],
  ],
  [
    'taken back, and made anew under the same name',
    [commit('bob', 'Try a header', 1, 'Once more.'), once, header],
    ['Try a header'],
    ['made and taken back again: Try a header'],
  ],
  [
    'from before taken back, and made anew',
    [commit('bob', 'From before', 1, 'Once more.'), revert(before)],
    ['From before', 'Taken back: From before'],
    [],
  ],
  [
    'taken back, and nobody says which',
    [commit('ada', 'Revert "Try a header"'), header],
    ['Taken back: Try a header', 'Try a header'],
    [],
  ],
  ['a revert of what is not here taken back', [twice], ['Taken back: Taken back: New: charge cards twice'], []],
])('%s', (_name, commits, lines, notes) => {
  const words = inWords(commits, []);
  expect(words.authors.flatMap((one) => one.lines).toSorted()).toEqual(lines);
  expect(words.notes).toEqual(notes);
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
