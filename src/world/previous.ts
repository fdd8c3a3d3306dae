import type { Checklist, RevisionSource, Target } from '../checklist/model.js';
import type { Previous } from '../run/release.js';
import type { Git } from './git.js';

/** A commit that one source names as the one that runs now. Times are UTC, ISO 8601. */
export interface NamedCommit {
  readonly commit: string;
  readonly at?: string;
  /** Full name of the git ref, for a ref. */
  readonly ref?: string;
}

export interface PreviousFound {
  /** Null: a first deploy, or (with `unknownCommit`) not to be had. */
  readonly previous: Previous | null;
  readonly ref?: NamedCommit;
  readonly log?: NamedCommit;
  /** Named by the most trusted source, and not in this repository even after a fetch. */
  readonly unknownCommit?: string;
  /** The target has a `revision` on its hosts, which nobody asked: ref and log may be out of date. */
  readonly serversNotAsked: boolean;
}

export interface PreviousQuestion {
  readonly git: Git;
  readonly target: Target;
  readonly sources: Checklist['lastDeploy'];
  /** The last deploy of the audit log that ended well. */
  readonly log: NamedCommit | undefined;
}

/** Which commit the target runs now. The ref is believed before the log: others deploy, too. */
export async function findPrevious({ git, target, sources, log }: PreviousQuestion): Promise<PreviousFound> {
  const ref = await namedByRef(git, target, sources);
  const logged = sources.includes('log') ? log : undefined;
  const serversNotAsked = sources.includes('revision') && target.revision.some((source) => !('ref' in source));
  const named = { ...(ref ? { ref } : {}), ...(logged ? { log: logged } : {}) };
  const truth = ref ?? logged;
  if (truth === undefined) {
    return { previous: null, serversNotAsked };
  }

  const commit = await completed(git, truth.commit);
  return commit === undefined
    ? { previous: null, ...named, unknownCommit: truth.commit, serversNotAsked }
    : { previous: previousOf(commit, named), ...named, serversNotAsked };
}

async function namedByRef(
  git: Git,
  target: Target,
  sources: Checklist['lastDeploy'],
): Promise<NamedCommit | undefined> {
  if (sources.includes('revision')) {
    for (const { ref } of target.revision.filter(isRef)) {
      const release = await git.resolve(ref);
      if (release !== undefined) {
        return { commit: release.commit, ref };
      }
    }
  }

  return sources.includes('ref') ? git.deployedRef(target.name) : undefined;
}

const isRef = (source: RevisionSource): source is { readonly ref: string } => 'ref' in source;

/** The full id of a commit that is here, or can be fetched. */
async function completed(git: Git, commit: string): Promise<string | undefined> {
  const here = await git.resolve(commit);
  if (here !== undefined) {
    return here.commit;
  }

  return (await git.fetchCommit(commit)) ? (await git.resolve(commit))?.commit : undefined;
}

/** All sources that say the same; the time of the log is the time of the deploy. */
function previousOf(commit: string, named: { readonly ref?: NamedCommit; readonly log?: NamedCommit }): Previous {
  const agreeing = (['ref', 'log'] as const).filter((source) => {
    const said = named[source]?.commit;
    return said !== undefined && commit.startsWith(said);
  });
  const at = agreeing.includes('log') ? named.log?.at : named.ref?.at;
  return { commit, sources: agreeing, ...(at === undefined ? {} : { at }) };
}
