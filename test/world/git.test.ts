import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OperatorError } from '../../src/errors.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import {
  cloneOf,
  emptyRepository,
  repository,
  repositoryWithRemote,
  type TestRepository,
  temporaryDirectory,
} from '../helpers/repository.js';

const open = (cwd: string) => openRepository(cwd, runCommand);

const mistake = async (cwd: string): Promise<OperatorError> => {
  const error: unknown = await open(cwd).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  const { message, hint } = error as OperatorError;
  expect(`${message} ${hint}`).not.toMatch(/\n|undefined/);
  return error as OperatorError;
};

/** A `git` of our own first on the PATH, for the length of one test. */
function pathWith(directory: string): void {
  const before = process.env['PATH'];
  process.env['PATH'] = directory;
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
}

test('F40 outside a repository it says so', async () => {
  const directory = temporaryDirectory();
  expect((await mistake(directory)).message).toBe(`${directory} is not in a git repository.`);
});

test('F40 a directory that is not there is named', async () => {
  expect((await mistake('/no/such/place')).message).toBe('There is no directory /no/such/place.');
});

test('F40 a bare repository has nothing to deploy from', async () => {
  const { remote } = repositoryWithRemote();
  expect((await mistake(remote)).message).toContain('is a bare repository');
});

test('F40 inside .git is no place to start', async () => {
  const { root } = repository();
  expect((await mistake(join(root, '.git'))).message).toContain('is inside the .git directory');
});

test('F40 a repository without commits has nothing to deploy', async () => {
  const { root } = emptyRepository();
  expect((await mistake(root)).message).toContain('has no commits yet');
});

test.each<[string, (made: TestRepository) => string, RegExp, string]>([
  [
    'a branch without a commit, beside others',
    ({ root, git }) => {
      git('checkout', '--quiet', '--orphan', 'pages');
      return root;
    },
    /^The branch pages of \S+ has no commits yet/,
    'git switch',
  ],
  [
    'a commit that is gone',
    ({ root, git }) => {
      const head = git('rev-parse', 'HEAD');
      rmSync(join(root, '.git/objects', head.slice(0, 2), head.slice(2)));
      return root;
    },
    /^git cannot read the commit that HEAD names, [0-9a-f]{7}, in /,
    'git fsck',
  ],
  [
    'a HEAD of garbage',
    ({ root }) => {
      writeFileSync(join(root, '.git/HEAD'), 'garbage');
      return root;
    },
    /^git does not take \S+\/\.git for a repository: something in it is damaged or missing\.$/,
    'HEAD',
  ],
  [
    'a work tree whose repository was moved',
    ({ root, git }) => {
      const beside = `${root}-beside`;
      git('worktree', 'add', '--quiet', '--detach', beside);
      renameSync(root, `${root}-moved`);
      return beside;
    },
    /^\S+-beside\/\.git leads to \S+, and there is no repository\.$/,
    'git worktree repair',
  ],
  [
    'a work tree that is nowhere',
    ({ root, git }) => {
      git('config', 'core.worktree', `${root}-elsewhere`);
      return root;
    },
    /has its work tree at \S+-elsewhere, and there is no such directory\.$/,
    'core.worktree',
  ],
  [
    'settings that git cannot read',
    ({ root }) => {
      writeFileSync(join(root, '.git/config'), '[core');
      return root;
    },
    /^git cannot read the repository around \S+: bad config line /,
    'git status',
  ],
])('F40 %s: the cause and the remedy', async (_what, harm, message, remedy) => {
  const error = await mistake(harm(repository()));
  expect(error.message).toMatch(message);
  expect(error.hint).toContain(remedy);
});

test('F40 without git it says what to install', async () => {
  const { root } = repository();
  pathWith(temporaryDirectory());
  const error = await mistake(root);
  expect(error.message).toMatch(/^git cannot be run: /);
  expect(error.hint).toContain('2.31');
});

test('F40 a git that is there and cannot be run is not to be installed: what it says is told', async () => {
  const { root } = repository();
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'git'), '#!/bin/sh\necho "git: cannot load libz.so.1" >&2\nexit 127\n');
  chmodSync(join(directory, 'git'), 0o755);
  pathWith(directory);
  const error = await mistake(root);
  expect(error.message).toBe('git cannot be run: git: cannot load libz.so.1.');
  expect(error.hint).toBe('See what `git --version` says here.');
});

test('F40 a git that is too old is named with its version', async () => {
  const { root } = repository();
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'git'), '#!/bin/sh\necho git version 2.30.9\n');
  chmodSync(join(directory, 'git'), 0o755);
  pathWith(directory);
  expect((await mistake(root)).message).toBe('This is git version 2.30.9; shipit needs git 2.31 or newer.');
});

test.runIf(process.getuid?.() === 0)(
  'F40 a repository of somebody else is refused with the command that trusts it',
  async () => {
    const { root } = repository();
    chownSync(root, 12345, 12345);
    chownSync(join(root, '.git'), 12345, 12345);
    const error = await mistake(root);
    expect(error.message).toContain('belongs to another user');
    expect(error.hint).toContain('safe.directory');
  },
);

test('it opens from a subdirectory and knows its places', async () => {
  const { root, commit } = repository({ 'src/a.txt': 'a' });
  const head = commit('Second');
  const git = await open(join(root, 'src'));
  expect(git.root).toBe(root);
  expect(git.gitDir).toBe(join(root, '.git'));
  expect(git.commonDir).toBe(join(root, '.git'));
  expect(await git.head()).toBe(head);
  expect(await git.branch()).toBe('main');
  expect(await git.version()).toMatch(/^\d+\.\d+/);
});

test('F40 a second work tree is a work tree: it has its own directory and shares the common one', async () => {
  const { root, git } = repository();
  const other = join(temporaryDirectory(), 'other');
  git('worktree', 'add', '--detach', '--quiet', other);
  const opened = await open(other);
  expect(opened.root).toBe(other);
  expect(opened.commonDir).toBe(join(root, '.git'));
  expect(opened.gitDir).not.toBe(opened.commonDir);
  expect(await opened.branch()).toBeUndefined();
});

test('GIT_DIR of the surroundings does not lead elsewhere', async () => {
  const { root } = repository();
  process.env['GIT_DIR'] = join(repository().root, '.git');
  onTestFinished(() => {
    delete process.env['GIT_DIR'];
  });
  expect((await open(root)).root).toBe(root);
});

test('a revision becomes a commit, its tree and its subject', async () => {
  const { root, git, commit } = repository();
  const head = commit('Round half a cent');
  git('tag', '--annotate', '--message', 'a tag', 'v1');
  const opened = await open(root);
  const tree = git('rev-parse', 'HEAD^{tree}');
  for (const rev of ['HEAD', 'main', 'v1', head, head.slice(0, 8)]) {
    expect(await opened.resolve(rev)).toEqual({ commit: head, tree, subject: 'Round half a cent' });
  }
});

test.each([
  '',
  '-h',
  '--all',
  '--exec=touch x',
  'main..HEAD',
  'no-such',
  'HEAD^{tree}',
  'HEAD:README.md',
  'a\nb',
  '0'.repeat(40),
])('the revision %j names no commit', async (rev) => {
  const { root } = repository();
  expect(await (await open(root)).resolve(rev)).toBeUndefined();
});

test('ancestry has three answers', async () => {
  const { root, git, commit } = repository();
  const first = git('rev-parse', 'HEAD');
  const second = commit('Second');
  const opened = await open(root);
  expect(await opened.isAncestor(first, second)).toBe('yes');
  expect(await opened.isAncestor(second, first)).toBe('no');
  expect(await opened.isAncestor('1'.repeat(40), second)).toBe('unknown');
  expect(await opened.isAncestor('main', second)).toBe('unknown');
});

test('changed paths follow globs, name both sides of a rename, and keep odd names', async () => {
  const { root, git, commit } = repository({ 'src/a.ts': 'a long enough line\n', 'docs/b.md': 'b' });
  const first = git('rev-parse', 'HEAD');
  git('mv', 'src/a.ts', 'src/ü\t1.ts');
  const second = commit('Move', { 'docs/b.md': 'c', 'src/deep/x.py': '' });
  const opened = await open(root);
  expect(await opened.changedPaths(first, second)).toEqual(['docs/b.md', 'src/a.ts', 'src/deep/x.py', 'src/ü\t1.ts']);
  expect(await opened.changedPaths(first, second, ['src/*.ts'])).toEqual(['src/a.ts', 'src/ü\t1.ts']);
  expect(await opened.changedPaths(first, second, ['**/*.py'])).toEqual(['src/deep/x.py']);
  expect(await opened.changedPaths(first, second, ['-o'])).toEqual([]);
  expect(await opened.changedPaths(first, '1'.repeat(40))).toBeUndefined();
});

test('the deployed ref is set and read with its time', async () => {
  const { root, git } = repository();
  const head = git('rev-parse', 'HEAD');
  const opened = await open(root);
  expect(await opened.deployedRef('production')).toBeUndefined();
  await opened.setDeployedRef('production', head);
  const ref = await opened.deployedRef('production');
  expect(ref).toMatchObject({ commit: head, ref: 'refs/shipit/deployed/production' });
  expect(Math.abs(Date.now() - Date.parse(ref?.at ?? ''))).toBeLessThan(60_000);
  expect(await opened.deployedRef('staging')).toBeUndefined();
});

test('the newest tag of another tool counts, too', async () => {
  const { root, git, commit } = repository();
  git('tag', 'deployed/production/1');
  const second = commit('Second');
  git('tag', 'deployed/production/2');
  git('tag', 'deployed/production-eu/3');
  const opened = await open(root);
  expect(await opened.deployedRef('production')).toMatchObject({
    commit: second,
    ref: 'refs/tags/deployed/production/2',
  });
});

test.each(['../x', 'a b', '*', 'a.lock', '-x', ''])('the target %j becomes no ref', async (target) => {
  const { root, git } = repository();
  const opened = await open(root);
  await expect(opened.setDeployedRef(target, git('rev-parse', 'HEAD'))).rejects.toThrow(OperatorError);
  expect(await opened.deployedRef(target)).toBeUndefined();
});

test('user and remote are those of the configuration', async () => {
  const { root, git, remote } = repositoryWithRemote();
  git('config', 'user.name', 'Ada L.');
  git('config', 'user.email', 'ada@x.test');
  const opened = await open(root);
  expect(await opened.user()).toEqual({ name: 'Ada L.', email: 'ada@x.test' });
  expect(await opened.remoteUrl()).toBe(remote);
  expect(await opened.remoteUrl('upstream')).toBeUndefined();
});

test('a missing commit is fetched by its id; one that is nowhere is not', async () => {
  const first = repositoryWithRemote();
  const clone = cloneOf(first.remote, 'shallow', '--depth=1');
  const old = first.git('rev-parse', 'HEAD');
  const shallow = cloneOf(first.remote, 'deep', '--depth=1');
  first.commit('Second');
  first.git('push', '--quiet');
  const later = cloneOf(first.remote, 'later', '--depth=1');
  expect(clone.git('rev-parse', 'HEAD')).toBe(old);
  expect(await (await open(shallow.root)).isShallow()).toBe(true);
  const opened = await open(later.root);
  expect(await opened.resolve(old)).toBeUndefined();
  expect(await opened.fetchCommit(old)).toBe(true);
  expect((await opened.resolve(old))?.commit).toBe(old);
  expect(await opened.fetchCommit('1'.repeat(40))).toBe(false);
  expect(await opened.fetchCommit('--upload-pack=touch x')).toBe(false);
});

test('hooks and monitors of the repository are not run', async () => {
  const { root, git } = repository();
  const mark = join(temporaryDirectory(), 'ran');
  mkdirSync(join(root, '.git/hooks'), { recursive: true });
  writeFileSync(join(root, '.git/hooks/reference-transaction'), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  writeFileSync(join(root, '.git/monitor'), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  git('config', 'core.fsmonitor', '.git/monitor');
  const opened = await open(root);
  const head = await opened.head();
  await opened.setDeployedRef('production', head ?? '');
  await opened.run(['status']);
  expect((await runCommand({ command: ['ls', mark], cwd: '/', timeoutMs: 5000 })).end).not.toEqual({
    how: 'exit',
    code: 0,
  });
});
