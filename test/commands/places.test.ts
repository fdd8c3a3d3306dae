import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloneOf, emptyRepository, repositoryWithRemote, temporaryDirectory } from '../helpers/repository.js';
import { checklistWith, cli } from './cli.js';

const fine = checklistWith(['{run: "true", id: it}']);

/** No stack, one cause, one way out. */
const mistake = ({ status, stderr, stdout }: { status: number | null; stderr: string; stdout: string }) => {
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toMatch(/^\s+at |^error:|\u001b/m);
  return stderr;
};

test('outside of any repository', () => {
  const told = cli(fine);
  expect(mistake(told.shipit(['check'], { cwd: temporaryDirectory() }))).toMatch(/not .*git (repository|work tree)/i);
});

test('a repository without a commit', () => {
  const { root } = emptyRepository();
  writeFileSync(join(root, 'shipit.yml'), fine);
  expect(mistake(cli('').shipit(['check'], { cwd: root }))).toMatch(/no commit/i);
});

test('in a bare repository it is said that there is no work tree', () => {
  const { remote } = repositoryWithRemote();
  expect(mistake(cli('').shipit(['check'], { cwd: remote }))).toMatch(/bare|work tree/i);
});

test('where there is no checklist it is said which one was looked for', () => {
  expect(mistake(cli('').shipit(['check']))).toContain('no checklist found: looked for shipit.yml');
});

test('a directory that is not there', () => {
  expect(mistake(cli(fine).shipit(['-C', '/nowhere/at/all', 'check']))).toContain('/nowhere/at/all');
});

test('F53 B60 without a terminal nothing is written, and `shipit check` is named', () => {
  const told = cli(fine);
  expect(mistake(told.shipit([]))).toContain('to look at the evidence without one, run `shipit check`');
  mistake(told.shipit(['resume']));
  expect(existsSync(told.env['SHIPIT_STATE_DIR'] ?? '')).toBe(false);
});

test('F40 HEAD on no branch is fine', () => {
  const told = cli(fine);
  told.git('checkout', '--quiet', '--detach');
  expect(told.shipit(['check']).status).toBe(0);
});

test('F40 a shallow clone is fine', () => {
  const { remote, commit, git } = repositoryWithRemote();
  commit('Second', { 'shipit.yml': fine });
  git('push', '--quiet');
  const { root } = cloneOf(remote, 'shallow', '--depth=1');
  expect(cli('').shipit(['check'], { cwd: root }).status).toBe(0);
});

test('a directory below the top is fine, and so is `-C`', () => {
  const told = cli(fine);
  const below = join(told.root, 'a', 'b');
  mkdirSync(below, { recursive: true });
  expect(told.shipit(['check'], { cwd: below }).status).toBe(0);
  expect(told.shipit(['-C', told.root, 'check'], { cwd: '/' }).status).toBe(0);
});

test('a work tree with changes can be looked at', () => {
  const told = cli(fine);
  told.write({ 'README.md': 'changed\n' });
  expect(told.shipit(['check']).status).toBe(0);
});
