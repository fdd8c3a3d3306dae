import type { Json, SourceAsked } from '../run/evidence.js';
import type { Git } from '../world/git.js';
import { type GitAnswer, whyNot } from '../world/git-process.js';
import { askCommits, type LoggedCommit, readCommits } from './commit-log.js';

export interface ChangedFile {
  readonly path: string;
  /** Lines; 0 for binary files. */
  readonly added: number;
  readonly removed: number;
}

/** What lies between the previous commit and the release. */
export interface Range {
  /** In the release and not in what runs now; merges are left out. */
  readonly commits: readonly LoggedCommit[];
  /** In what runs now and not in the release: they would be lost. */
  readonly lost: readonly LoggedCommit[];
  readonly ancestor: 'yes' | 'no' | 'unknown';
  readonly files: readonly ChangedFile[];
  /** Changed files under the `risky` globs. */
  readonly risky: readonly string[];
  readonly sources: readonly SourceAsked[];
}

export type RangeAnswer =
  | { readonly known: true; readonly range: Range }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

/** Four questions at once. One that fails makes the whole range unknown. */
export async function lookAtRange(
  git: Git,
  {
    previous,
    release,
    risky,
  }: { readonly previous: string; readonly release: string; readonly risky: readonly string[] },
  signal: AbortSignal,
): Promise<RangeAnswer> {
  const [ancestor, commits, lost, files, riskyPaths] = await Promise.all([
    git.isAncestor(previous, release),
    askCommits(git, [release, `^${previous}`], signal),
    askCommits(git, [previous, `^${release}`], signal),
    git.run(['diff', '--numstat', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', previous, release, '--'], {
      signal,
    }),
    risky.length === 0 ? [] : git.changedPaths(previous, release, risky),
  ]);
  const answers: readonly GitAnswer[] = [commits, lost, files];
  const sources = answers.map(({ source }) => source);
  const failed = answers.find(({ ok }) => !ok);
  if (failed !== undefined || riskyPaths === undefined || ancestor === 'unknown') {
    return { known: false, why: failed === undefined ? 'git could not compare the commits' : whyNot(failed), sources };
  }

  const range = { commits: readCommits(commits.stdout), lost: readCommits(lost.stdout), ancestor, risky: riskyPaths };
  return { known: true, range: { ...range, files: readFiles(files.stdout), sources } };
}

const readFiles = (output: string): readonly ChangedFile[] =>
  output
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [added = '', removed = '', ...path] = entry.split('\t');
      return { path: path.join('\t'), added: Number(added) || 0, removed: Number(removed) || 0 };
    });

/** Names with the number of their commits, most first. */
export function authorsOf(commits: readonly LoggedCommit[]): readonly (readonly [string, number])[] {
  const people = new Map<string, { readonly name: string; readonly count: number }>();
  for (const { author, email } of commits) {
    const key = email.toLowerCase() || author;
    people.set(key, { name: author, count: (people.get(key)?.count ?? 0) + 1 });
  }

  return [...people.values()].toSorted((a, b) => b.count - a.count).map(({ name, count }) => [name, count]);
}

/** The directories (two levels at most) with most changed files. */
export function directoriesOf(files: readonly ChangedFile[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const directory = path.split('/').slice(0, -1).slice(0, 2).join('/') || '.';
    counts.set(directory, (counts.get(directory) ?? 0) + 1);
  }

  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

/** Subjects of commits that another commit of the same range takes back. */
export function revertedIn(commits: readonly LoggedCommit[]): readonly string[] {
  const reverts = commits.map(({ subject }) => /^Revert "(.*)"$/.exec(subject)?.[1]);
  return commits.map(({ subject }) => subject).filter((subject) => reverts.includes(subject));
}

const lockFile =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|composer\.lock|mix\.lock)$/;

export const changesLockFile = (files: readonly ChangedFile[]): boolean =>
  files.some(({ path }) => lockFile.test(path));

/** For the record: what the range was, in numbers and names. */
export const rangeFacts = ({ commits, lost, files, risky }: Range): Readonly<Record<string, Json>> => ({
  commits: commits.length,
  lost: lost.length,
  authors: authorsOf(commits).map(([name, count]) => ({ name, commits: count })),
  files: files.length,
  added: files.reduce((sum, file) => sum + file.added, 0),
  removed: files.reduce((sum, file) => sum + file.removed, 0),
  directories: directoriesOf(files)
    .slice(0, 10)
    .map(([directory, count]) => ({ directory, files: count })),
  risky: risky.slice(0, 50),
  reverted: revertedIn(commits),
  lock_file: changesLockFile(files),
  ...(commits.length === 0 ? {} : { committed: committedIn(commits) }),
});

/** How long they have been waiting: for the lead time, which is counted from here to the moment they are live. */
function committedIn(commits: readonly LoggedCommit[]): Json {
  const times = commits
    .map(({ at }) => Date.parse(at))
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const iso = (index: number): string => new Date(times[index] ?? 0).toISOString();
  return times.length === 0
    ? null
    : { commits: times.length, oldest: iso(0), median: iso((times.length - 1) >> 1), newest: iso(times.length - 1) };
}
