import type { Git } from '../git.js';
import type { Running } from './running.js';

/** What the servers run, taken together. */
export interface ServersBase {
  /** As they said it, with full ids where the commit is here. */
  readonly servers: readonly Running[];
  /** The oldest of the commits they run: every difference to it is a difference to all of them. */
  readonly base?: string;
  /** One of them runs a commit that is not in this repository even after a fetch. */
  readonly unknownCommit?: string;
  /** They run commits of which none is in all the others: there is no oldest one. */
  readonly apart?: true;
}

export async function baseOf(git: Git, running: readonly Running[]): Promise<ServersBase> {
  const full = new Map<string, string | undefined>();
  for (const { commit } of running) {
    if (commit !== undefined && !full.has(commit)) {
      // One after the other: two fetches at a time get in each other's way.
      full.set(commit, await completed(git, commit));
    }
  }

  const servers = running.map((one) => ({
    ...one,
    ...(one.commit === undefined ? {} : { commit: full.get(one.commit) ?? one.commit }),
  }));
  const unknown = [...full].find(([, commit]) => commit === undefined);
  if (unknown !== undefined) {
    return { servers, unknownCommit: unknown[0] };
  }

  const commits = [...new Set([...full.values()].filter((commit) => commit !== undefined))];
  if (commits.length === 0) {
    return { servers };
  }

  const base = await oldestOf(git, commits);
  return base === undefined ? { servers, apart: true } : { servers, base };
}

/** The full id of a commit that is here, or can be fetched. A branch or tag of that name is not meant. */
export async function completed(git: Git, commit: string): Promise<string | undefined> {
  const here = await commitHere(git, commit);
  return here ?? ((await git.fetchCommit(commit)) ? commitHere(git, commit) : undefined);
}

async function commitHere(git: Git, commit: string): Promise<string | undefined> {
  const found = (await git.resolve(commit))?.commit;
  return found?.startsWith(commit) ? found : undefined;
}

/** The one that all the others hold. */
async function oldestOf(git: Git, commits: readonly string[]): Promise<string | undefined> {
  for (const one of commits) {
    const others = commits.filter((other) => other !== one);
    const held = await Promise.all(others.map((other) => git.isAncestor(one, other)));
    if (held.every((answer) => answer === 'yes')) {
      return one;
    }
  }

  return undefined;
}
