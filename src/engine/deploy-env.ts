import { repoVariable } from '../checklist/repos.js';
import type { Previous, Release, RepoCommits } from '../run/release.js';
import type { Run } from '../run/run.js';

export interface DeployFacts {
  readonly run: string;
  readonly target: string;
  readonly release: Release;
  readonly previous: Previous | null;
  readonly repos: RepoCommits;
  readonly startedAt: string;
  readonly reason?: string;
}

/**
 * The `SHIPIT_*` variables that the project's commands get (checks.md §2.3). Values travel in the environment only, so
 * that no branch name or reason can ever become part of a shell line.
 */
export function shipitVariables(facts: DeployFacts): Record<string, string> {
  return {
    SHIPIT_COMMIT: facts.release.commit,
    SHIPIT_PREVIOUS: facts.previous?.commit ?? '',
    SHIPIT_TARGET: facts.target,
    SHIPIT_RUN: facts.run,
    SHIPIT_STARTED: facts.startedAt,
    SHIPIT_REASON: facts.reason ?? '',
    ...Object.fromEntries(Object.entries(facts.repos).map(([name, commit]) => [repoVariable(name), commit])),
  };
}

/** The same for a run that is under way. */
export const variablesOf = (id: string, run: Run): Record<string, string> =>
  shipitVariables({
    run: id,
    target: run.target,
    release: run.release,
    previous: run.previous,
    repos: run.repos,
    startedAt: run.startedAt ?? '',
    ...(run.started?.reason === undefined ? {} : { reason: run.started.reason }),
  });

/** The operator's own environment, without what npm or a debugger put there, plus the `SHIPIT_*` variables. */
export function deployEnvironment(
  original: Readonly<Record<string, string | undefined>>,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(original).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(npm_|SHIPIT_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...variables };
}
