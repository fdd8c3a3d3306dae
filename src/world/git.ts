import { statSync } from 'node:fs';
import { errorCode, OperatorError } from '../errors.js';
import type { CommandRunner } from './commands.js';
import { type GitContents, gitContents } from './git-contents.js';
import { type DeployedRefs, deployedRefs } from './git-deployed.js';
import { type CommitNames, namesOfCommit } from './git-names.js';
import { whyNoCommit } from './git-no-commit.js';
import { type GitAnswer, type GitRun, gitIn, whyNot } from './git-process.js';
import { type GitQuestions, gitQuestions, isCommitId } from './git-questions.js';
import { askSettings, type GitSettings, gitSettings } from './git-settings.js';
import { mustHaveWorkTree } from './git-work-tree.js';

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
 * a bare one, inside `.git`, owned by somebody else, a work tree or a commit that is not there.
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
  if (!isCommitId(head)) {
    throw await whyNoCommit(root, run);
  }

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
  const hint = 'Start shipit inside the project, or name it with -C DIR.';
  let isDirectory = false;
  try {
    isDirectory = statSync(cwd, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    throw new OperatorError(`${cwd} cannot be looked at: ${errorCode(error) || String(error)}.`, { hint });
  }

  if (!isDirectory) {
    throw new OperatorError(`There is no directory ${cwd}.`, { hint });
  }
}

function mustBeRecent(answer: GitAnswer): void {
  if (!answer.ok) {
    const { end } = answer;
    const isMissing = end.how === 'not-started' && end.error.endsWith('was not found');
    throw new OperatorError(`git cannot be run: ${whyNot(answer)}.`, {
      hint: isMissing ? 'Install git 2.31 or newer and put it on the PATH.' : 'See what `git --version` says here.',
    });
  }

  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(answer.stdout) ?? [];
  if (Number(major) < 2 || (Number(major) === 2 && Number(minor) < 31)) {
    throw new OperatorError(`This is ${answer.stdout.trim()}; shipit needs git 2.31 or newer.`, {
      hint: 'Upgrade git.',
    });
  }
}
