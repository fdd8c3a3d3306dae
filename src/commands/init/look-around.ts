import path from 'node:path';
import { OperatorError } from '../../errors.js';
import type { Git } from '../../world/git.js';
import { whyNot } from '../../world/git-process.js';
import { readText } from './read-text.js';
import type { Seen, SeenRefs, Unread } from './seen.js';
import { wantedFiles } from './wanted.js';

/**
 * Looks at a project: the list of its tracked files, the few that say how it is built and deployed, and its branches.
 * Runs nothing of the project.
 * @param tz the operator's IANA zone
 * @throws OperatorError if git cannot list the files
 */
export async function lookAround(git: Git, tz: string): Promise<Seen> {
  const [listed, refs] = await Promise.all([trackedFiles(git), refsOf(git)]);
  const files = listed.map(({ path: file }) => file);
  const texts = new Map<string, string>();
  const unread: Unread[] = [];
  for (const file of wantedFiles(files)) {
    const read = await readText(git.root, file);
    if ('text' in read) {
      texts.set(file, read.text);
    } else {
      unread.push({ path: file, why: read.why });
    }
  }

  const executable = new Set(listed.filter(({ mode }) => mode === '100755').map(({ path: file }) => file));
  return { directory: path.basename(git.root), files, executable, texts, unread, refs, tz };
}

interface Tracked {
  readonly mode: string;
  readonly path: string;
}

/** Deeper ones say nothing about the whole; a repository of a million files is not read through. */
const depths = ['*', '*/*', '*/*/*', '*/*/*/*'].map((glob) => `:(top,glob)${glob}`);

async function trackedFiles({ run }: Git): Promise<readonly Tracked[]> {
  const answer = await run(['ls-files', '-z', '--stage', '--full-name', '--', ...depths]);
  if (!answer.ok) {
    const why = answer.end.how === 'exit' && answer.end.code === 0 ? 'there are too many' : whyNot(answer);
    throw new OperatorError(`git could not list the files of the project: ${why}`, {
      hint: 'write a shipit.yml by hand; `shipit lint` looks at it',
    });
  }

  return answer.stdout
    .split('\0')
    .flatMap((entry) => {
      const [, mode = '', file = ''] = /^(\d{6}) [0-9a-f]+ 0\t(.+)$/s.exec(entry) ?? [];
      return isFile(mode) && isOrdinary(file) ? [{ mode, path: file }] : [];
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Neither a symbolic link nor a submodule. */
const isFile = (mode: string): boolean => mode === '100644' || mode === '100755';

/** Whatever matters here has such a path; others could only confuse a terminal. */
const isOrdinary = (file: string): boolean => /^[A-Za-z0-9_.@+][A-Za-z0-9_.@+/ -]*$/.test(file);

async function refsOf(git: Git): Promise<SeenRefs> {
  const [remoteHead, configured, branches, current, heroku] = await Promise.all([
    lines(git, ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']),
    lines(git, ['config', '--get', 'init.defaultBranch']),
    lines(git, ['for-each-ref', '--count=500', '--format=%(refname)', 'refs/heads/', 'refs/remotes/origin/']),
    git.branch(),
    git.remoteUrl('heroku'),
  ]);
  const head = remoteHead[0]?.replace(/^refs\/remotes\/origin\//, '');
  const names = branches.map((ref) => ref.replace(/^refs\/(heads|remotes\/origin)\//, ''));
  return {
    ...(head === undefined ? {} : { remoteHead: head }),
    ...(configured[0] === undefined ? {} : { configured: configured[0] }),
    ...(current === undefined ? {} : { current }),
    branches: [...new Set(names)].filter((name) => name !== 'HEAD'),
    heroku: heroku !== undefined,
  };
}

async function lines({ run }: Git, args: readonly string[]): Promise<readonly string[]> {
  const { ok, stdout } = await run(args);
  return ok ? stdout.split('\n').filter((line) => line !== '') : [];
}
