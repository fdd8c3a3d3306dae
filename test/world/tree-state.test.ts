import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { readTree } from '../../src/world/tree-state.js';
import { repository, repositoryWithRemote } from '../helpers/repository.js';

async function look(root: string) {
  const answer = await readTree(await openRepository(root, runCommand));
  if (!answer.known) {
    throw new Error(answer.why);
  }

  const { sources: _sources, ...tree } = answer.tree;
  return tree;
}

const clean = { changed: [], untracked: [], hidden: [] };

test('of a clean tree it is told where it is, and that nothing is changed', async () => {
  const { root, git } = repositoryWithRemote();
  const head = git('rev-parse', 'HEAD');
  expect(await look(root)).toEqual({ head, branch: 'main', upstream: 'origin/main', ...clean });
  git('checkout', '--quiet', '--detach');
  expect(await look(root)).toEqual({ head, ...clean });
});

test('changed, staged, deleted and untracked files, whatever their names', async () => {
  const { root, git, write } = repository({ 'a b.txt': '1', 'c.txt': '1', 'd.txt': '1' });
  write({ 'a b.txt': '2', 'e.txt': '1', 'neu ü.txt': '1' });
  git('add', 'e.txt');
  rmSync(join(root, 'd.txt'));
  expect(await look(root)).toMatchObject({ changed: ['a b.txt', 'd.txt', 'e.txt'], untracked: ['neu ü.txt'] });
});

test.each(['--assume-unchanged', '--skip-worktree'])('a file hidden by %s is found', async (flag) => {
  const { root, git, write } = repository({ 'a.txt': '1' });
  git('update-index', flag, 'a.txt');
  write({ 'a.txt': '2' });
  expect(await look(root)).toMatchObject({ changed: [], hidden: ['a.txt'] });
});

test('a sparse checkout hides nothing', async () => {
  const { root, git } = repository({ 'a/x.txt': '1', 'b/y.txt': '1' });
  git('sparse-checkout', 'set', 'a');
  expect(await look(root)).toMatchObject(clean);
});

test('settings of the repository do not make it blind', async () => {
  const { root, git, write } = repository();
  git('config', 'status.showUntrackedFiles', 'no');
  write({ 'new.txt': '1' });
  expect((await look(root)).untracked).toEqual(['new.txt']);
});

test('a dirty submodule counts, untracked files in it are listed', async () => {
  const inner = repository({ 'lib.txt': '1' });
  const { root, git, commit, write } = repository();
  git('submodule', '--quiet', 'add', inner.root, 'lib');
  commit('With a submodule');
  git('config', 'submodule.lib.ignore', 'all');
  expect(await look(root)).toMatchObject(clean);
  write({ 'lib/new.txt': '1' });
  expect(await look(root)).toMatchObject({ changed: [], untracked: ['lib'] });
  write({ 'lib/lib.txt': '2' });
  expect(await look(root)).toMatchObject({ changed: ['lib'], untracked: [] });
});

test('F41 a merge that is not ended is named', async () => {
  const { root, git, commit } = repository({ 'a.txt': '1' });
  git('checkout', '--quiet', '-b', 'other');
  commit('Other', { 'a.txt': '2' });
  git('checkout', '--quiet', 'main');
  commit('Main', { 'a.txt': '3' });
  expect(() => git('merge', 'other')).toThrow();
  expect(await look(root)).toMatchObject({ changed: ['a.txt'], unfinished: 'merge' });
});
