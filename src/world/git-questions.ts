import type { Release } from '../run/release.js';
import type { GitRun } from './git-process.js';

/** Questions about commits. What git could not answer is `undefined` or `'unknown'`, never a guess. */
export interface GitQuestions {
  /** The commit checked out; undefined before the first commit. */
  readonly head: () => Promise<string | undefined>;
  /** Undefined when the head is detached. */
  readonly branch: () => Promise<string | undefined>;
  /** Whatever names a commit for git; undefined when it names none, or several. */
  readonly resolve: (rev: string) => Promise<Release | undefined>;
  readonly isShallow: () => Promise<boolean>;
  readonly isAncestor: (ancestor: string, commit: string) => Promise<'yes' | 'no' | 'unknown'>;
  /** Paths that differ between two commits, old and new name of a renamed file; undefined if it cannot be known. */
  readonly changedPaths: (
    from: string,
    to: string,
    globs?: readonly string[],
  ) => Promise<readonly string[] | undefined>;
  /** Asks `remote` for one commit, by its full id. False if it could not be had within ten seconds. */
  readonly fetchCommit: (commit: string, remote?: string) => Promise<boolean>;
}

export const gitQuestions = (run: GitRun): GitQuestions => ({
  head: () => firstLine(run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])),
  branch: () => firstLine(run(['symbolic-ref', '--quiet', '--short', 'HEAD'])),
  resolve: (rev) => resolve(run, rev),
  isShallow: async () => (await firstLine(run(['rev-parse', '--is-shallow-repository']))) === 'true',
  isAncestor: (ancestor, commit) => isAncestor(run, ancestor, commit),
  changedPaths: (from, to, globs) => changedPaths(run, from, to, globs),
  fetchCommit: (commit, remote = 'origin') => fetchCommit(run, commit, remote),
});

const firstLine = async (asked: ReturnType<GitRun>): Promise<string | undefined> => {
  const { ok, stdout } = await asked;
  return ok ? stdout.split('\n')[0] || undefined : undefined;
};

async function resolve(run: GitRun, rev: string): Promise<Release | undefined> {
  if (!looksLikeRevision(rev)) {
    return undefined;
  }

  const { ok, stdout } = await run([
    'log',
    '-1',
    '--no-color',
    '--format=%H%x00%T%x00%s',
    '--end-of-options',
    `${rev}^{commit}`,
    '--',
  ]);
  const [commit = '', tree = '', subject = ''] = stdout.replace(/\n$/, '').split('\0');
  return ok && isCommitId(commit) ? { commit, tree, subject } : undefined;
}

/** A leading dash could be an option of some command further on; NUL cannot be handed over. */
const looksLikeRevision = (rev: string): boolean =>
  rev !== '' && rev.length <= 500 && !rev.startsWith('-') && !/[\0\n]/.test(rev);

/** A full object id, SHA-1 or SHA-256. */
export const isCommitId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** 0 is yes, 1 is no, 128 an unknown commit: never a boolean. */
async function isAncestor(run: GitRun, ancestor: string, commit: string): Promise<'yes' | 'no' | 'unknown'> {
  if (!isCommitId(ancestor) || !isCommitId(commit)) {
    return 'unknown';
  }

  const { code } = await run(['merge-base', '--is-ancestor', ancestor, commit]);
  return code === 0 ? 'yes' : code === 1 ? 'no' : 'unknown';
}

async function changedPaths(
  run: GitRun,
  from: string,
  to: string,
  globs: readonly string[] = [],
): Promise<readonly string[] | undefined> {
  if (!isCommitId(from) || !isCommitId(to)) {
    return undefined;
  }

  const pathspecs = globs.map((glob) => `:(top,glob)${glob}`);
  const args = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=none'];
  const { ok, stdout } = await run([...args, from, to, '--', ...pathspecs]);
  return ok ? stdout.split('\0').filter((path) => path !== '') : undefined;
}

async function fetchCommit(run: GitRun, commit: string, remote: string): Promise<boolean> {
  if (!isCommitId(commit) || !looksLikeRevision(remote)) {
    return false;
  }

  const { ok } = await run([...fetchArguments, '--no-write-fetch-head', '--end-of-options', remote, commit], {
    env: networkEnvironment(process.env),
    timeoutMs: 10_000,
  });
  return ok;
}

/** Only what was asked for: no tags, submodules or housekeeping. */
export const fetchArguments = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-auto-maintenance'];

const forNetwork =
  /^(GIT_SSH|GIT_SSH_COMMAND|GIT_SSL_CAINFO|GIT_SSL_CAPATH|SSL_CERT_FILE|SSL_CERT_DIR|(https?|all|no)_proxy)$/i;

/** How the operator's own git reaches its remotes; nothing else of the GIT_* variables comes through. */
export const networkEnvironment = (ambient: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ambient).flatMap(([name, value]) =>
      value !== undefined && forNetwork.test(name) ? [[name, value]] : [],
    ),
  );
