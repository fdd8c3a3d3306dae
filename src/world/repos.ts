import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OtherRepo } from '../checklist/model.js';
import { OperatorError } from '../errors.js';
import type { Release, RepoCommits } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import type { CommandRunner } from './commands.js';
import { type Git, openRepository } from './git.js';

/** Another repository of the checklist as it is now, or in words why it cannot be read. */
export type RepoRead =
  | { readonly known: true; readonly git: Git; readonly head: Release }
  | { readonly known: false; readonly why: string; readonly hint?: string };

/**
 * Opens the other repositories, all at once. Read-only: nothing is fetched, nothing written.
 * @param root top of the main work tree, absolute; their paths are relative to it
 */
export async function readRepos(
  root: string,
  repos: Readonly<Record<string, OtherRepo>>,
  commands: CommandRunner,
): Promise<Readonly<Record<string, RepoRead>>> {
  const read = await Promise.all(
    Object.entries(repos).map(
      async ([name, { path }]) => [name, await readRepo(resolve(root, path), root, commands)] as const,
    ),
  );
  return Object.fromEntries(read);
}

async function readRepo(path: string, root: string, commands: CommandRunner): Promise<RepoRead> {
  try {
    const git = await opened(path, commands);
    if (git.root === root) {
      return { known: false, why: `${safeLine(path, 200)} is in the main repository itself` };
    }

    const head = await git.resolve('HEAD');
    return head === undefined
      ? { known: false, why: `the commit checked out in ${safeLine(path, 200)} cannot be read` }
      : { known: true, git, head };
  } catch (error) {
    if (!(error instanceof OperatorError)) {
      throw error;
    }

    const why = safeLine(error.message.replace(/\.$/, ''), 300);
    return { known: false, why, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
}

/** Asked for again with every look; what it remembers of its commits is kept with it. */
const open = new WeakMap<CommandRunner, Map<string, Git>>();

/** @throws what `openRepository` throws; then it is opened anew the next time */
async function opened(path: string, commands: CommandRunner): Promise<Git> {
  const known = open.get(commands) ?? new Map<string, Git>();
  open.set(commands, known);
  const before = known.get(path);
  if (before !== undefined && existsSync(before.gitDir)) {
    return before;
  }

  const git = await openRepository(path, commands);
  known.set(path, git);
  return git;
}

/** What can be known of them; one that cannot be read is left out. */
export const knownCommits = (repos: Readonly<Record<string, RepoRead>>): RepoCommits =>
  Object.fromEntries(
    Object.entries(repos).flatMap(([name, repo]) => (repo.known ? [[name, repo.head.commit] as const] : [])),
  );

/**
 * The commits that a run is about, of all of them: the project's commands get each.
 * @throws OperatorError for the first one that cannot be read
 */
export function freezeRepos(repos: Readonly<Record<string, RepoRead>>): RepoCommits {
  for (const [name, repo] of Object.entries(repos)) {
    if (!repo.known) {
      throw new OperatorError(`repository \`${name}\` of \`repos\` cannot be read: ${repo.why}`, {
        hint: `correct \`repos.${name}.path\`, which is relative to the top of this repository`,
      });
    }
  }

  return knownCommits(repos);
}
