import { type Read, read, remembered } from './git-answers.js';
import { askBlobs } from './git-blobs.js';
import type { GitRun } from './git-process.js';
import { isCommitId } from './git-questions.js';

/** One path that differs between two commits. Renames are a removal and an addition. */
export interface NetChange {
  /** From the top of the tree; raw: it may hold anything but NUL. */
  readonly path: string;
  /** Added, modified (its mode, too), deleted, or another type of file now. */
  readonly status: 'A' | 'M' | 'D' | 'T';
  /** Full ids; absent where there is no file. */
  readonly before?: string;
  readonly after?: string;
  /** `100644`, `100755`, `120000` (a link), `160000` (a submodule); of the newer side where there is one. */
  readonly mode: string;
}

/** A commit with what its message carries at its end. All texts are raw. */
export interface RangeCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  /** By the mailmap. */
  readonly author: string;
  readonly email: string;
  /** When it was committed: ISO 8601 with offset. */
  readonly at: string;
  readonly subject: string;
  /** Everything after the subject. */
  readonly body: string;
  /** `key: value` lines at the end, unfolded, in order; keys in lower case. */
  readonly trailers: readonly { readonly key: string; readonly value: string }[];
}

export interface TreeFile {
  readonly path: string;
  readonly blob: string;
  readonly mode: string;
}

/** What commits hold and what lies between them. Commits never change, so each answer is remembered. */
export interface GitContents {
  /** The net difference, sorted by path. @param from, to full ids */
  readonly changes: (from: string, to: string) => Promise<Read<readonly NetChange[]>>;
  /** What `to` has and `from` has not, newest first, merges included. More than 5,000 are not known. @param from, to full ids */
  readonly commitsBetween: (from: string, to: string) => Promise<Read<readonly RangeCommit[]>>;
  /**
   * Of everything a commit has in its history, those whose messages hold one of these words anywhere, in any case; newest
   * first. More than 5,000 are not known.
   * @param commit full id @param words without blanks
   */
  readonly commitsSaying: (commit: string, words: readonly string[]) => Promise<Read<readonly RangeCommit[]>>;
  /** Every file of a commit, submodules included. @param commit full id */
  readonly files: (commit: string) => Promise<Read<readonly TreeFile[]>>;
  /**
   * The contents of blobs, by their full ids, with one process. Text is UTF-8 with replacement. A blob over 4 MiB, or one
   * that is not there, is left out: whoever needs it has to notice.
   */
  readonly blobs: (ids: readonly string[], signal?: AbortSignal) => Promise<Read<ReadonlyMap<string, string>>>;
}

export const gitContents = (run: GitRun): GitContents => {
  const changes = remembered((key) => askChanges(run, key.split(' ')));
  const commits = remembered((key) => askCommitsBetween(run, key.split(' ')));
  const saying = remembered((key) => askCommitsSaying(run, key.split(' ')));
  const files = remembered((commit) => askFiles(run, commit));
  return {
    changes: (from, to) => changes(`${from} ${to}`),
    commitsBetween: (from, to) => commits(`${from} ${to}`),
    commitsSaying: (commit, words) => saying([commit, ...words].join(' ')),
    files,
    blobs: (ids, signal) => askBlobs(run, ids, signal),
  };
};

const notAnId = { known: false, why: 'it is not known which commit that is' } as const;

async function askChanges(run: GitRun, [from = '', to = '']: readonly string[]): Promise<Read<readonly NetChange[]>> {
  if (!isCommitId(from) || !isCommitId(to)) {
    return notAnId;
  }

  const args = ['diff', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--ignore-submodules=none'];
  return read(await run([...args, from, to, '--'], { timeoutMs: 30_000 }), readChanges);
}

/** `:100644 100644 <id> <id> M`, NUL, path, NUL. */
function readChanges(output: string): readonly NetChange[] {
  const fields = output.split('\0');
  return Array.from({ length: Math.floor(fields.length / 2) }, (_none, index): NetChange => {
    const [modeBefore = '', mode = '', before = '', after = '', status = ''] = (fields[index * 2] ?? '')
      .slice(1)
      .split(' ');
    return {
      path: fields[index * 2 + 1] ?? '',
      status: status === 'A' || status === 'D' || status === 'T' ? status : 'M',
      mode: status === 'D' ? modeBefore : mode,
      ...(/^0+$/.test(before) ? {} : { before }),
      ...(/^0+$/.test(after) ? {} : { after }),
    };
  });
}

const mostCommits = 5000;

const askCommitsBetween = async (
  run: GitRun,
  [from = '', to = '']: readonly string[],
): Promise<Read<readonly RangeCommit[]>> =>
  isCommitId(from) && isCommitId(to) ? askCommits(run, [to, `^${from}`]) : notAnId;

const askCommitsSaying = async (
  run: GitRun,
  [commit = '', ...words]: readonly string[],
): Promise<Read<readonly RangeCommit[]>> =>
  isCommitId(commit)
    ? askCommits(run, ['--regexp-ignore-case', '--fixed-strings', ...words.map((word) => `--grep=${word}`), commit])
    : notAnId;

async function askCommits(run: GitRun, which: readonly string[]): Promise<Read<readonly RangeCommit[]>> {
  const answer = await run(
    [
      ...['log', '-z', '--use-mailmap', '--no-color', `--max-count=${mostCommits + 1}`],
      `--format=${['%H', '%P', '%aN', '%aE', '%cI', '%s', '%b', '%(trailers:only=true,unfold=true)'].join('%x00')}`,
      ...[...which, '--'],
    ],
    { timeoutMs: 30_000 },
  );
  const commits = read(answer, readCommits);
  return commits.known && commits.value.length > mostCommits
    ? { known: false, why: `there are more than ${mostCommits} commits`, source: commits.source }
    : commits;
}

function readCommits(output: string): readonly RangeCommit[] {
  const fields = output.split('\0');
  return Array.from({ length: Math.floor(fields.length / 8) }, (_none, index): RangeCommit => {
    const [commit = '', parents = '', author = '', email = '', at = '', subject = '', body = '', trailers = ''] =
      fields.slice(index * 8, index * 8 + 8);
    return {
      commit,
      parents: parents.split(' ').filter((id) => id !== ''),
      ...{ author, email, at, subject, body },
      trailers: trailers.split('\n').flatMap((line) => {
        const [, key, value] = /^([A-Za-z0-9-]+)\s*:\s*(.*)$/.exec(line) ?? [];
        return key === undefined || value === undefined ? [] : [{ key: key.toLowerCase(), value: value.trim() }];
      }),
    };
  });
}

async function askFiles(run: GitRun, commit: string): Promise<Read<readonly TreeFile[]>> {
  if (!isCommitId(commit)) {
    return notAnId;
  }

  return read(await run(['ls-tree', '-r', '-z', '--full-tree', commit], { timeoutMs: 30_000 }), (output) =>
    output
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry): TreeFile => {
        const tab = entry.indexOf('\t');
        const [mode = '', , blob = ''] = entry.slice(0, tab).split(' ');
        return { path: entry.slice(tab + 1), blob, mode };
      }),
  );
}
