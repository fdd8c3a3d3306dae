import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A real, throw-away git repository. Gone when the test is over. */
export interface TestRepository {
  readonly root: string;
  /** Runs git there and gives back its trimmed output. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes files, makes a commit of everything, gives back its id. */
  readonly commit: (subject: string, files?: Files, author?: Author) => string;
  readonly write: (files: Files) => void;
}

/** Contents by path; a text that begins with `#!` becomes executable. */
export type Files = Readonly<Record<string, string>>;

export interface Author {
  readonly name?: string;
  readonly email?: string;
  /** ISO 8601 with offset. */
  readonly at?: string;
}

/** A directory that is removed when the test is over. Its path holds no symbolic links. */
export function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'shipit-test-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}

/** An empty repository on branch `main`. */
export function emptyRepository(root = join(temporaryDirectory(), 'project')): TestRepository {
  mkdirSync(root, { recursive: true });
  gitAt(root)('init', '--quiet', '--initial-branch=main');
  return repositoryAt(root);
}

/** A repository with one commit. */
export function repository(files: Files = { 'README.md': 'a project\n' }): TestRepository {
  const made = emptyRepository();
  made.commit('First commit', files);
  return made;
}

/** A repository whose `origin` is a bare one beside it; `main` is pushed and followed. */
export function repositoryWithRemote(files?: Files): TestRepository & { readonly remote: string } {
  const made = repository(files);
  const remote = join(dirname(made.root), 'remote.git');
  gitAt(made.root)('init', '--quiet', '--bare', '--initial-branch=main', remote);
  gitAt(remote)('config', 'uploadpack.allowAnySHA1InWant', 'true');
  made.git('remote', 'add', 'origin', remote);
  made.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  return { ...made, remote };
}

/** Another clone of the same remote, beside the first; more `git clone` options as wanted. */
export function cloneOf(remote: string, name: string, ...options: readonly string[]): TestRepository {
  const root = join(dirname(remote), name);
  gitAt(dirname(remote))('clone', '--quiet', ...options, `file://${remote}`, root);
  return repositoryAt(root);
}

export function repositoryAt(root: string): TestRepository {
  const git = gitAt(root);
  const write = (files: Files): void => writeFiles(root, files);
  const commit: TestRepository['commit'] = (subject, files = {}, author = {}) => {
    write(files);
    git('add', '--all');
    const { name = 'Ada L.', email = 'ada@x.test', at = nextTime() } = author;
    const who = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: at };
    const committer = { GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: at };
    gitAt(root, { ...who, ...committer })('commit', '--quiet', '--allow-empty', '--message', subject);
    return git('rev-parse', 'HEAD');
  };
  return { root, git, commit, write };
}

let commits = 0;

/** One minute after the other, so that the order of commits is never a matter of luck. */
const nextTime = (): string => {
  commits += 1;
  return new Date(Date.parse('2026-11-16T09:00:00Z') + commits * 60_000).toISOString();
};

const gitAt =
  (cwd: string, env: Readonly<Record<string, string>> = {}) =>
  (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...testEnvironment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();

/** Nothing of the machine's own git configuration gets in. */
const testEnvironment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada L.',
  GIT_AUTHOR_EMAIL: 'ada@x.test',
  GIT_COMMITTER_NAME: 'Ada L.',
  GIT_COMMITTER_EMAIL: 'ada@x.test',
};

function writeFiles(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, text.startsWith('#!') ? 0o755 : 0o644);
  }
}
