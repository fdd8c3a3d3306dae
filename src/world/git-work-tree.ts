import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../errors.js';
import { type GitAnswer, whyNot } from './git-process.js';

/** What git says of a place. */
export interface Where {
  readonly bare: boolean;
  readonly inside: boolean;
  /** Top of the work tree; empty when git did not tell it. */
  readonly root: string;
}

/**
 * That `cwd` is in a work tree that git reads, and that is there.
 * @param answer to the question for the places
 * @throws OperatorError with what stands in the way, and the way out
 */
export function mustHaveWorkTree(cwd: string, answer: GitAnswer, where: Where): void {
  if (/dubious ownership|unsafe repository/.test(answer.stderr)) {
    throw new OperatorError(`The repository around ${cwd} belongs to another user, so git refuses to read it.`, {
      hint: `If you trust it: git config --global --add safe.directory ${/directory (\S+)$/m.exec(answer.stderr)?.[1] ?? cwd}`,
    });
  }

  if (where.bare) {
    throw new OperatorError(`${cwd} is a bare repository: there is no work tree to deploy from.`, {
      hint: 'Start shipit in a clone with a work tree.',
    });
  }

  if (where.inside) {
    throw new OperatorError(`${cwd} is inside the .git directory.`, { hint: 'Start shipit in the work tree itself.' });
  }

  // All places were told before the commit was looked for.
  if (!answer.ok && where.root === '') {
    throw withoutRepository(cwd, answer);
  }

  if (!statSync(where.root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new OperatorError(
      `The repository around ${cwd} has its work tree at ${where.root}, and there is no such directory.`,
      {
        hint: 'Correct `core.worktree`: git config --unset core.worktree makes it the directory of .git again.',
      },
    );
  }
}

function withoutRepository(cwd: string, answer: GitAnswer): OperatorError {
  if (!/not a git repository/i.test(answer.stderr)) {
    return new OperatorError(`git cannot read the repository around ${cwd}: ${whyNot(answer)}.`, {
      hint: 'See what `git status` says there.',
    });
  }

  const found = dotGitAbove(cwd);
  if (found === undefined) {
    return new OperatorError(`${cwd} is not in a git repository.`, {
      hint: 'Start shipit inside the project, or name it with -C DIR.',
    });
  }

  // A work tree beside the repository, or a submodule: its `.git` is a file that names a directory.
  const gone = /not a git repository: (\/.+)$/m.exec(answer.stderr)?.[1];
  return gone === undefined
    ? new OperatorError(`git does not take ${found} for a repository: something in it is damaged or missing.`, {
        hint: 'Look at its HEAD, objects and refs; a fresh clone has them all.',
      })
    : new OperatorError(`${found} leads to ${gone}, and there is no repository.`, {
        hint: 'If that was moved: `git worktree repair` in its new place.',
      });
}

/** What git passed over on its way up. */
function dotGitAbove(cwd: string): string | undefined {
  for (let directory = cwd; ; directory = dirname(directory)) {
    const found = join(directory, '.git');
    if (existsSync(found)) {
      return found;
    }

    if (directory === dirname(directory)) {
      return undefined;
    }
  }
}
