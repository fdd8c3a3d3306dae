import type { History } from '../kind.js';

/** Which commits of the repositories a target ran together, and after which run. */
export interface PastState {
  readonly target: string;
  readonly run: string;
  readonly commits: Readonly<Record<string, string>>;
}

/** How many runs are read for it, newest first. */
const mostRuns = 40;

/**
 * What every other target ran after each of its deploys, oldest first. Only steps that ended well count; a target whose
 * run was rolled back, or not seen to its end, is forgotten up to there.
 * @param ownerOf the repository that a step is for
 * @param app the main repository: it is at the commit of the run
 */
export function pastStates(
  { runs = [], stepsOf }: Pick<History, 'runs' | 'stepsOf'>,
  {
    except,
    app,
    ownerOf,
  }: { readonly except: string; readonly app: string; readonly ownerOf: (step: string) => string | undefined },
): readonly PastState[] {
  const now = new Map<string, Readonly<Record<string, string>>>();
  const others = runs.filter(({ target, tried }) => tried && target !== except && target !== '').slice(0, mostRuns);
  return others.toReversed().flatMap((one): readonly PastState[] => {
    const steps = stepsOf?.(one.run);
    if (steps === undefined || steps.dryRun || steps.started.length === 0) {
      return [];
    }

    if (!['deployed', 'unconfirmed', 'failed'].includes(one.outcome)) {
      now.delete(one.target);
      return [];
    }

    const commits = { ...now.get(one.target) };
    for (const name of steps.started) {
      const repo = ownerOf(name);
      const commit = repo === app ? one.commit : repo === undefined ? undefined : steps.repos[repo];
      if (repo !== undefined && commit !== undefined) {
        if (steps.ended.includes(name)) {
          commits[repo] = commit;
        } else {
          delete commits[repo];
        }
      }
    }
    now.set(one.target, commits);
    return [{ target: one.target, run: one.run, commits }];
  });
}
