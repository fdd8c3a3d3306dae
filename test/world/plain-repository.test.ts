import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { plainRepository } from '../../src/world/plain-repository.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'shipit-plain-')));
const home = join(folder, 'home');
const root = join(folder, 'shop');
const config = join(root, '.git', 'config');
const env = { HOME: home };
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@shop.test', ...args], { cwd: root, stdio: 'pipe' });

beforeAll(() => {
  mkdirSync(home);
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  git('init', '-q');
  git('commit', '-q', '--allow-empty', '-m', 'one');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const origin =
  '[remote "origin"]\n\turl = git@git.shop.test:acme/shop.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n';

/** What stands in the config beyond what `git init` writes. */
const settings: ReadonlyArray<readonly [name: string, more: string, isPlain: boolean]> = [
  ['no remote', '', true],
  ['a remote', origin, true],
  ['two remotes, origin is one', `[remote "fork"]\n\turl = https://shop.test/fork.git\n${origin}`, true],
  ['one remote with another name', '[remote "up"]\n\turl=https://u:p@shop.test/x.git\n', true],
  ['two remotes, none is origin', '[remote "a"]\n\turl = /a\n[remote "b"]\n\turl = /b\n', true],
  ['several addresses, and one to push to', `${origin}\turl = /second\n\tpushurl = /third\n`, true],
  ['other sections', '[branch "main"]\n\tremote = origin\n[user]\n\tname = Ada\n', true],
  ['a comment behind the address', '[remote "origin"]\n\turl = /a # b\n', false],
  ['an address in quotes', '[remote "origin"]\n\turl = "/a b"\n', false],
  ['an old way to write the section', '[remote.origin]\n\turl = /a\n', false],
  ['all on one line', '[remote "origin"] url = /a\n', false],
  ['a line that goes on', '[remote "origin"]\n\turl = /a\\\nb\n', false],
  ['another file', '[include]\n\tpath = ../../more\n', false],
  ['settings of each work tree', '[extensions]\n\tworktreeConfig = true\n', false],
];

test.each(settings)('%s: what is read is what git says', async (_name, more, isPlain) => {
  git('init', '-q');
  writeFileSync(config, `[core]\n\trepositoryformatversion = 0\n\tbare = false\n${more}`);
  const read = await plainRepository(join(root, 'src', 'deep'), env);
  expect(read !== undefined).toBe(isPlain);
  if (isPlain) {
    const asked = await openRepository(root, runCommand);
    const remoteUrl = await asked.remoteUrl();
    expect(read).toEqual({ commonDir: asked.commonDir, ...(remoteUrl === undefined ? {} : { remoteUrl }) });
  }
});

test('git is asked where the user has settings for remotes, and inside of other kinds of repositories', async () => {
  writeFileSync(config, `[core]\n\tbare = false\n${origin}`);
  expect(await plainRepository(root, env)).toMatchObject({ remoteUrl: 'git@git.shop.test:acme/shop.git' });
  const link = join(folder, 'link');
  symlinkSync(root, link);
  expect(await plainRepository(link, env)).toMatchObject({ commonDir: join(root, '.git') });
  expect(await plainRepository(join(root, '.git', 'refs'), env)).toBeUndefined();
  expect(await plainRepository(folder, env)).toBeUndefined();
  expect(await plainRepository(join(folder, 'gone'), env)).toBeUndefined();
  expect(await plainRepository(root, {})).toBeUndefined();

  git('worktree', 'add', '-q', join(folder, 'other'));
  expect(await plainRepository(join(folder, 'other'), env)).toBeUndefined();
  git('init', '-q', '--bare', join(folder, 'bare.git'));
  expect(await plainRepository(join(folder, 'bare.git', 'refs'), env)).toBeUndefined();
  appendFileSync(join(home, '.gitconfig'), '[includeIf "gitdir:~/work/"]\n\tpath = work.inc\n');
  expect(await plainRepository(root, env)).toBeUndefined();
});
