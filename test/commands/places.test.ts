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

test('a bare repository', () => {
  const { remote } = repositoryWithRemote();
  expect(mistake(cli('').shipit(['check'], { cwd: remote }))).toMatch(/bare|work tree/i);
});

test('no checklist', () => {
  expect(mistake(cli('').shipit(['check']))).toContain('no checklist found: looked for shipit.yml');
});

test('a directory that is not there', () => {
  expect(mistake(cli(fine).shipit(['-C', '/nowhere/at/all', 'check']))).toContain('/nowhere/at/all');
});

test('without a terminal nothing is written', () => {
  const told = cli(fine);
  mistake(told.shipit([]));
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

test.each([
  [['check', '--commit', 'nonsense'], '`nonsense` is no commit of this repository'],
  [['check', '--commit', '--help-me'], 'no commit'],
  [['check', '--commit', ''], 'no commit'],
  [['check', '--commit', 'HEAD^{tree}'], 'no commit'],
  [['check', '--target', 'prodution'], 'did you mean `production`?'],
  [['check', '--target', ''], 'no target'],
  [['check', 'hotfix'], 'no checklist `hotfix`'],
  [['check', '../../etc/passwd'], 'not the name of a checklist'],
  [['check', '-f', 'nowhere.yml'], 'nowhere.yml'],
  [['check', '-f', '.'], 'directory'],
  [['check', 'a', '-f', 'shipit.yml'], 'both a name'],
  [['chekc'], 'did you mean `shipit check`|run `shipit check`'],
  [['check', '--jsn'], '→ did you mean --json?'],
  [['--drry-run'], '→ did you mean --dry-run?'],
  [['log', 'shwo'], 'did you mean `shipit log show`?'],
  [['log', 'show', 'nonsense'], 'no run "nonsense"'],
  [['log', 'show', '../../x'], 'no run'],
  [['log', '--limit', 'x'], '--limit'],
  [['check', 'a', 'b'], 'too many arguments'],
  [
    ['vacation', 'add'],
    "shipit: missing required argument 'range'\n  → usage: shipit vacation add [options] <range...>; see `shipit vacation add --help`",
  ],
  [['lint', 'nope.yml'], 'shipit: nope.yml does not exist'],
  [['ack', 'it:x', '--until', '30d', '--reason', 'short'], 'shipit: a reason has at least 15 characters'],
  [['ack', '--what\u001b[31m'], "shipit: unknown option '--what"],
  [['resume', 'x', 'y'], 'too many arguments'],
  [[], 'needs a terminal, and stdin is none'],
  [['resume'], 'needs a terminal'],
  [['resume', 'zzz'], 'no run "zzz"'],
  [['--target', 'prodction'], 'did you mean `production`?'],
  [['-f', 'nope.yml'], 'nope.yml does not exist'],
  [['--commit', 'nonsense'], '`nonsense` is no commit'],
  [['-C', '/nowhere/at/all'], '/nowhere/at/all'],
] as const)('%j is a mistake with a way out', (args, words) => {
  expect(mistake(cli(fine).shipit(args))).toMatch(
    new RegExp(words.includes('|') ? words : words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
  );
});

test.each([
  ['SHIPIT_NOW', 'yesterday', 'SHIPIT_NOW'],
  ['SHIPIT_STATE_DIR', 'relative/dir', 'no absolute path'],
])('%s=%s is a mistake', (name, value, words) => {
  expect(mistake(cli(fine).shipit(['check'], { env: { [name]: value } }))).toContain(words);
});

test('an empty SHIPIT_STATE_DIR, TERM or COLUMNS counts as none', () => {
  expect(cli(fine).shipit(['check'], { env: { SHIPIT_STATE_DIR: '', TERM: '', COLUMNS: 'abc' } }).status).toBe(0);
});
