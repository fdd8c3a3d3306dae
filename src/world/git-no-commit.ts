import { OperatorError } from '../errors.js';
import type { GitRun } from './git-process.js';

/**
 * Why there is no commit to start from in the repository at `root`: there is none at all, none on this branch, or one that
 * cannot be read. Only the first of them is a young repository.
 */
export async function whyNoCommit(root: string, run: GitRun): Promise<OperatorError> {
  const [id, branch, any] = await Promise.all([
    run(['rev-parse', '--verify', '--quiet', 'HEAD']),
    run(['symbolic-ref', '--quiet', '--short', 'HEAD']),
    run(['for-each-ref', '--count=1', '--format=%(objectname)']),
  ]);
  if (id.ok || !branch.ok || !any.ok) {
    const commit = id.ok ? `, ${id.stdout.trim().slice(0, 7)},` : '';
    return new OperatorError(`git cannot read the commit that HEAD names${commit} in ${root}.`, {
      hint: '`git fsck` tells what is missing; a fresh clone has it all.',
    });
  }

  return any.stdout === ''
    ? new OperatorError(`The repository ${root} has no commits yet: there is nothing to deploy.`, {
        hint: 'Commit something first.',
      })
    : new OperatorError(
        `The branch ${branch.stdout.trim()} of ${root} has no commits yet: there is nothing to deploy.`,
        {
          hint: 'Switch to the branch that you want to deploy from: git switch NAME.',
        },
      );
}
