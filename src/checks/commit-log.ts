import type { Git } from '../world/git.js';
import type { GitAnswer } from '../world/git-process.js';

/** A commit of a log, newest first. Texts are raw. */
export interface LoggedCommit {
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  /** When it was committed: ISO 8601 with offset. */
  readonly at: string;
  readonly subject: string;
}

/** Most commits that are read; a release with more is named by this number. */
export const mostCommits = 5000;

/**
 * Asks git for commits, newest first; merges are left out.
 * @param which revisions by their full ids, `^` before those that are not meant, and options such as `--since=…`
 */
export const askCommits = (git: Git, which: readonly string[], signal: AbortSignal): Promise<GitAnswer> =>
  git.run(
    [
      ...['log', '-z', '--no-merges', '--use-mailmap', '--no-color', `--max-count=${mostCommits}`],
      ...['--format=%H%x00%aN%x00%aE%x00%cI%x00%s', ...which, '--'],
    ],
    { signal },
  );

/** NUL between fields and between commits: no text of a commit can hold one. */
export function readCommits(output: string): readonly LoggedCommit[] {
  const fields = output.split('\0');
  return Array.from({ length: Math.floor(fields.length / 5) }, (_none, index) => {
    const [commit = '', author = '', email = '', at = '', subject = ''] = fields.slice(index * 5, index * 5 + 5);
    return { commit, author, email, at, subject };
  });
}
