import { statSync } from 'node:fs';
import { OperatorError } from '../errors.js';
import type { CommandRunner } from './commands.js';
import { type GitContents, gitContents } from './git-contents.js';
import { type DeployedRefs, deployedRefs } from './git-deployed.js';
import { type CommitNames, namesOfCommit } from './git-names.js';
import { type GitAnswer, type GitRun, gitIn, whyNot } from './git-process.js';
import { type GitQuestions, gitQuestions, isCommitId } from './git-questions.js';
import { askSettings, type GitSettings, gitSettings } from './git-settings.js';

/** Questions to one git repository, and the one thing shipit writes into it: the ref of the last deploy. */
export interface Git extends GitQuestions, GitSettings, DeployedRefs, GitContents {
  /** Top of the work tree; absolute, without symbolic links. */
  readonly root: string;
  /** `.git` of this work tree. */
  readonly gitDir: string;
  /** `.git` that all work trees of the repository share. */
  readonly commonDir: string;
  readonly run: GitRun;
  readonly namesOf: (commit: string, signal: AbortSignal) => Promise<CommitNames>;
}

/**
 * Opens the repository around `cwd` (an absolute path).
 * @throws OperatorError one sentence each for: no such directory, git missing or older than 2.31, not a repository,
 * a bare one, inside `.git`, owned by somebody else, no commits yet.
 */
export async function openRepository(cwd: string, commands: CommandRunner): Promise<Git> {
  mustBeDirectory(cwd);
  const run = gitIn(cwd, commands);
  // `--path-format` came with git 2.31; the answers before a failure are still there to be read.
  const [version, places, config] = await Promise.all([
    run(['--version']),
    run([
      'rev-parse',
      '--is-bare-repository',
      '--is-inside-git-dir',
      '--path-format=absolute',
      ...directories,
      'HEAD^{commit}',
    ]),
    askSettings(run),
  ]);
  mustBeRecent(version);
  const [bare, inside, gitDir = '', commonDir = '', root = '', head = ''] = places.stdout.split('\n');
  mustHaveWorkTree(cwd, places, { bare: bare === 'true', inside: inside === 'true', root });
  mustHaveCommit(root, head);

  const inRoot = gitIn(root, commands);
  return {
    root,
    gitDir,
    commonDir,
    run: inRoot,
    ...gitQuestions(inRoot),
    namesOf: (commit, signal) => namesOfCommit(root, commit, signal),
    ...gitSettings(config.stdout, version.stdout),
    ...deployedRefs(inRoot),
    ...gitContents(inRoot),
  };
}

const directories = ['--git-dir', '--git-common-dir', '--show-toplevel'];

function mustBeDirectory(cwd: string): void {
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) {
    throw new OperatorError(`There is no directory ${cwd}.`, {
      hint: 'Start shipit inside the project, or name it with -C DIR.',
    });
  }
}

function mustBeRecent(answer: GitAnswer): void {
  if (!answer.ok) {
    throw new OperatorError(`git cannot be run: ${whyNot(answer)}.`, {
      hint: 'Install git 2.31 or newer and put it on the PATH.',
    });
  }

  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(answer.stdout) ?? [];
  if (Number(major) < 2 || (Number(major) === 2 && Number(minor) < 31)) {
    throw new OperatorError(`This is ${answer.stdout.trim()}; shipit needs git 2.31 or newer.`, {
      hint: 'Upgrade git.',
    });
  }
}

interface Where {
  readonly bare: boolean;
  readonly inside: boolean;
  readonly root: string;
}

function mustHaveWorkTree(cwd: string, answer: GitAnswer, where: Where) {
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
    throw /not a git repository/i.test(answer.stderr)
      ? new OperatorError(`${cwd} is not in a git repository.`, {
          hint: 'Start shipit inside the project, or name it with -C DIR.',
        })
      : new OperatorError(`git cannot read the repository around ${cwd}: ${whyNot(answer)}.`);
  }
}

function mustHaveCommit(root: string, head: string): void {
  if (!isCommitId(head)) {
    throw new OperatorError(`The repository ${root} has no commits yet: there is nothing to deploy.`, {
      hint: 'Commit something first.',
    });
  }
}
