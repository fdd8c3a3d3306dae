import { expect, test } from 'vitest';
import { holds } from '../../../src/checks/order/held.js';
import { runCommand } from '../../../src/world/commands.js';
import { openRepository } from '../../../src/world/git.js';
import { repository } from '../../helpers/repository.js';

test('a change is held by its commit, by a cherry-pick with -x or without, until it is reverted, and again when that is', async () => {
  const { root, git, commit } = repository();
  const base = git('rev-parse', 'HEAD');
  commit('Other', { 'other.txt': 'x' });
  const needed = commit('Add', { 'field.txt': '1\n2\n3\n' });
  const world = await openRepository(root, runCommand);
  const held = async (what = needed) => holds(world, git('rev-parse', 'HEAD'), what);
  expect(await held()).toEqual({ state: 'yes', how: 'in its history' });

  git('switch', '--quiet', '--detach', base);
  expect(await held()).toEqual({ state: 'no', why: 'without it' });
  git('cherry-pick', needed);
  expect(await held()).toEqual({ state: 'yes', how: 'the same change under another commit' });

  git('switch', '--quiet', '--detach', base);
  const copy = commit(`Add, by hand\n\n(cherry picked from commit ${needed})`, { 'field.txt': 'other\n' });
  expect(await held()).toEqual({ state: 'yes', how: `cherry-picked as ${copy.slice(0, 7)}` });
  git('revert', '--no-edit', copy);
  expect(await held()).toMatchObject({ state: 'no' });

  git('switch', '--quiet', 'main');
  git('revert', '--no-edit', needed);
  const revert = git('rev-parse', 'HEAD');
  expect(await held()).toEqual({
    state: 'no',
    takenBack: true,
    why: `which has it and took it back with ${revert.slice(0, 7)}`,
  });
  git('revert', '--no-edit', revert);
  expect(await held()).toEqual({ state: 'yes', how: 'in its history' });
  expect(await held('0'.repeat(40))).toMatchObject({ state: 'unknown' });
});

test('a change is taken back with the merge that brought it, and comes again when that is taken back', async () => {
  const { root, git, commit } = repository();
  git('switch', '--quiet', '-c', 'side');
  const needed = commit('Add', { 'field.txt': '1\n' });
  const second = commit('More', { 'more.txt': '1\n' });
  git('switch', '--quiet', 'main');
  commit('Other', { 'other.txt': '1\n' });
  git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
  const merge = git('rev-parse', 'HEAD');
  const world = await openRepository(root, runCommand);
  const held = async (what = needed) => (await holds(world, git('rev-parse', 'HEAD'), what)).state;
  expect([await held(), await held(merge)]).toEqual(['yes', 'yes']);

  git('revert', '--no-edit', '-m1', merge);
  const revert = git('rev-parse', 'HEAD');
  expect([await held(), await held(second), await held(merge)]).toEqual(['no', 'no', 'no']);
  commit('Unrelated', { 'unrelated.txt': '1\n' });
  git('revert', '--no-edit', revert);
  expect([await held(), await held(merge)]).toEqual(['yes', 'yes']);

  git('revert', '--no-edit', second);
  expect([await held(), await held(second), await held(merge)]).toEqual(['yes', 'no', 'unknown']);
});

test('a copy without a word of where it comes from is taken back, too, by its own name or by the first one', async () => {
  const { root, git, commit } = repository();
  git('switch', '--quiet', '-c', 'side');
  const before = commit('Before', { 'before.txt': '1\n' });
  const needed = commit('Add', { 'field.txt': '1\n' });
  git('switch', '--quiet', 'main');
  commit('Other', { 'other.txt': '1\n' });
  git('cherry-pick', before, needed);
  const copy = git('rev-parse', 'HEAD');
  const world = await openRepository(root, runCommand);
  const held = () => holds(world, git('rev-parse', 'HEAD'), needed);
  expect(await held()).toMatchObject({ state: 'yes' });

  git('revert', '--no-edit', copy);
  expect(await held()).toMatchObject({ state: 'no', takenBack: true });
  git('cherry-pick', needed);
  expect(await held()).toEqual({ state: 'yes', how: 'the same change under another commit' });
  commit(`Revert "Add"\n\nThis reverts commit ${needed.slice(0, 12)} (Add, 2026-11-16).`);
  expect(await held()).toMatchObject({ state: 'no', takenBack: true });
});

test('a message that takes back more than anybody writes is not believed, and takes no time', async () => {
  const { root, git, commit, write } = repository();
  const needed = commit('Add', { 'field.txt': '1\n' });
  const sentence = `This reverts commit ${'0'.repeat(40)}, reversing\nchanges made to ${'1'.repeat(40)}.\n`;
  write({ '.git/message': `Evil\n\n${sentence.repeat(5000)}` });
  git('commit', '--quiet', '--allow-empty', '--file', '.git/message');
  const world = await openRepository(root, runCommand);
  expect(await holds(world, git('rev-parse', 'HEAD'), needed)).toMatchObject({ state: 'unknown' });
});
