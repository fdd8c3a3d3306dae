import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

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
  emptyGit ??= readEmptyGit();
  mkdirSync(join(root, '.git'), { recursive: true });
  for (const [path, text] of emptyGit) {
    const place = join(root, '.git', path);
    text === undefined ? mkdirSync(place, { recursive: true }) : writeFileSync(place, text);
  }
  return repositoryAt(root);
}

/** What `git init` makes, asked once: directories, and the contents of files. Without its fourteen samples of hooks. */
let emptyGit: readonly (readonly [path: string, text: string | undefined])[] | undefined;

function readEmptyGit(): NonNullable<typeof emptyGit> {
  const directory = mkdtempSync(join(tmpdir(), 'shipit-test-'));
  try {
    gitAt(directory)('init', '--quiet', '--initial-branch=main');
    const all = readdirSync(join(directory, '.git'), { recursive: true, encoding: 'utf8' }).sort();
    return all
      .filter((path) => !path.endsWith('.sample'))
      .map((path) => [path, textOfFile(join(directory, '.git', path))] as const);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const textOfFile = (path: string): string | undefined =>
  statSync(path).isDirectory() ? undefined : readFileSync(path, 'utf8');

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
    const { name = 'Ada L.', email = 'ada@x.test', at = nextTime() } = author;
    const who = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: at };
    const committer = { GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: at };
    return run('sh', ['-c', addAndCommit, 'sh', subject], root, { ...who, ...committer });
  };
  return { root, git, commit, write };
}

/** In one go: to start a process is dear for one as large as that of the tests. */
const addAndCommit = 'git add --all && git commit --quiet --allow-empty --message "$1" && git rev-parse HEAD';

let commits = 0;
let countedFor: string | undefined;

/** One minute after the other, so that the order of commits is never a matter of luck. */
const nextTime = (): string => {
  // Each test file counts from the start, whatever ran in this process before it.
  const file = expect.getState().testPath;
  commits = file === countedFor ? commits + 1 : 1;
  countedFor = file;
  return new Date(Date.parse('2026-11-16T09:00:00Z') + commits * 60_000).toISOString();
};

const gitAt =
  (cwd: string, env: Readonly<Record<string, string>> = {}) =>
  (...args: readonly string[]): string =>
    run('git', args, cwd, env);

const run = (file: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): string =>
  execFileSync(file, args, {
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
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
  // A repository of a few commits needs no look whether it has to be tidied up.
  GIT_CONFIG_KEY_1: 'maintenance.auto',
  GIT_CONFIG_VALUE_1: 'false',
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
