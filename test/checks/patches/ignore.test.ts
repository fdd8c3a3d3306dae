import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findWords, ignores, usuallyIgnored } from '../../../src/checks/patches/ignore.js';
import { repository } from '../../helpers/repository.js';

const paths = [
  'a.pyc',
  'lib/b.pyc',
  'lib/__pycache__/x/y.py',
  'node_modules/a/index.js',
  'packages/a/node_modules/b.js',
  'log/a.log',
  'lib/log/a.log',
  'tmp/x',
  'REVISION',
  'lib/REVISION',
  '.env',
  'conf/.env.local',
  'public/assets/app-1.css',
  'public/a/b/assets/app.css',
  'a*b.txt',
  'aXb.txt',
  'app.py',
];

test.each([
  ['the usual ones', usuallyIgnored],
  ['a star within one part', ['public/*/app-?.css']],
  ['any number of parts', ['public/**/*.css']],
  ['parts in the middle', ['**/a/**']],
  ['everything', ['**']],
  ['nothing that is there', ['public', 'app.p', 'app.py?', '*.css']],
])('%s: a glob means what it means to git', (_name, globs) => {
  const { git } = repository(Object.fromEntries(paths.map((path) => [path, 'x\n'])));
  const pathspecs = globs.map((glob) => `:(top,glob)${glob}`);
  const byGit = git('ls-files', '-z', '--', ...pathspecs)
    .split('\0')
    .filter((path) => path !== '');
  // To git a directory stands for all that is in it; a glob of ours has to say so.
  const expected = globs.includes('public') ? [] : byGit;
  expect(paths.filter(ignores(globs)).sort()).toEqual([...expected].sort());
});

test('hostile globs cost no time', () => {
  const glob = `${'**/'.repeat(100)}${'*a'.repeat(100)}b`;
  const { user } = process.cpuUsage();
  expect(ignores([glob])(`${'a/'.repeat(500)}${'a'.repeat(1000)}`)).toBe(false);
  expect(process.cpuUsage().user - user).toBeLessThan(500_000);
});

test('find leaves out the directories that a glob means, and no others', () => {
  const { root, write } = repository(Object.fromEntries(paths.map((path) => [path, 'x\n'])));
  write({ 'lib/tmp/keep': 'x\n' });
  const words = [...findWords([...usuallyIgnored, 'public/assets/**', 'a*/**', '**/x/y/**'])];
  const found = execFileSync('find', ['.', '-name', '.git', '-prune', '-o', ...words, '-type', 'f', '-print'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(found.trim().split('\n').sort()).toEqual(
    ['a.pyc', 'lib/b.pyc', 'lib/log/a.log', 'REVISION', 'lib/REVISION', '.env', 'conf/.env.local', 'lib/tmp/keep']
      .concat(['public/a/b/assets/app.css', 'a*b.txt', 'aXb.txt', 'app.py'])
      .map((path) => `./${path}`)
      .sort(),
  );
});
