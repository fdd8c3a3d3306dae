import type { Checklist, RevisionSource, Target } from '../checklist/model.js';
import type { Previous } from '../run/release.js';
import type { Git } from './git.js';
import { canBeAsked } from './revision/ask-running.js';
import { baseOf, completed } from './revision/base.js';
import type { Running } from './revision/running.js';

/** A commit that one source names as the one that runs now. Times are UTC, ISO 8601. */
export interface NamedCommit {
  readonly commit: string;
  readonly at?: string;
  /** Full name of the git ref, for a ref. */
  readonly ref?: string;
  /** Who deployed it, for the log. */
  readonly by?: string;
  /** For the log: a commit that was tried after it, taken back or never well, and may be there all the same. */
  readonly tried?: { readonly commit: string; readonly how: 'roll-back' | 'deploy' };
}

export interface PreviousFound {
  /** Null: a first deploy, or (with `unknownCommit` or `apart`) not to be had. */
  readonly previous: Previous | null;
  readonly ref?: NamedCommit;
  readonly log?: NamedCommit;
  /** What every host, and every address in front of them, said; absent where nobody has asked, or there is nobody. */
  readonly servers?: readonly Running[];
  /** Named by the most trusted source, and not in this repository even after a fetch. */
  readonly unknownCommit?: string;
  /** The servers run commits of which none is in all the others. */
  readonly apart?: true;
  /** The target's `revision` is this ref, which is not here, and nobody else names a commit: no first deploy for that. */
  readonly missingRef?: string;
  /** The target has a `revision` on its hosts or at an address, which nobody asked: ref and log may be out of date. */
  readonly serversNotAsked: boolean;
}

export interface PreviousQuestion {
  readonly git: Git;
  readonly target: Target;
  readonly sources: Checklist['lastDeploy'];
  /** The last deploy of the audit log that ended well. */
  readonly log: NamedCommit | undefined;
  /** What hosts and addresses said, if they were asked. */
  readonly servers?: readonly Running[];
}

/** Whether hosts or addresses are to be asked, by the target's `revision` and by `last_deploy`. */
export const asksServers = (target: Target, sources: Checklist['lastDeploy']): boolean =>
  sources.includes('revision') && canBeAsked(target);

/**
 * Which commit the target runs now. What the servers say is believed before the ref, the ref before the log: others
 * deploy, too. Servers that run several commits count as the oldest of them. One that could not be asked changes nothing
 * here: see `unasked`.
 */
export async function findPrevious(question: PreviousQuestion): Promise<PreviousFound> {
  const { git, target, sources, log } = question;
  const [ref, said] = await Promise.all([
    namedByRef(git, target, sources),
    question.servers === undefined || !asksServers(target, sources) ? undefined : baseOf(git, question.servers),
  ]);
  const logged = sources.includes('log') ? log : undefined;
  const found = {
    ...(ref ? { ref } : {}),
    ...(logged ? { log: logged } : {}),
    ...(said ? { servers: said.servers } : {}),
    serversNotAsked: said === undefined && asksServers(target, sources),
  };
  if (said?.unknownCommit !== undefined) {
    return { previous: null, ...found, unknownCommit: said.unknownCommit };
  }

  if (said?.apart) {
    return { previous: null, ...found, apart: true };
  }

  const truth = said?.base ?? (ref ?? logged)?.commit;
  if (truth === undefined) {
    const missing = sources.includes('revision') ? target.revision.find(isRef)?.ref : undefined;
    return { previous: null, ...found, ...(missing === undefined ? {} : { missingRef: missing }) };
  }

  const commit = said?.base ?? (await completed(git, truth));
  return commit === undefined
    ? { previous: null, ...found, unknownCommit: truth }
    : { previous: previousOf(commit, { servers: said?.base, ref, log: logged }), ...found };
}

/** Those who could not be asked: what they run is not known, whatever the others say. */
export const unasked = ({ servers }: PreviousFound): readonly Running[] =>
  servers?.filter(({ error }) => error !== undefined) ?? [];

/**
 * Those on which nothing is deployed, although somebody names a commit: a new host, or a disk that is not mounted. They
 * are no first deploy, and what they run is not known.
 * @param known what was found before, if that is more
 */
export const withoutAny = (found: PreviousFound, known: Previous | null = null): readonly Running[] =>
  (known ?? found.previous) === null && found.unknownCommit === undefined && found.apart === undefined
    ? []
    : (found.servers ?? []).filter(({ nothing }) => nothing !== undefined);

/** Whether everybody who could say what runs has said it, and none of them that there is nothing where others name a commit. */
export const isCertain = (found: PreviousFound | undefined): boolean =>
  found === undefined || (!found.serversNotAsked && unasked(found).length === 0 && withoutAny(found).length === 0);

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

interface Named {
  readonly servers: string | undefined;
  readonly ref: NamedCommit | undefined;
  readonly log: NamedCommit | undefined;
}

/** All sources that say the same; the time of the log is the time of the deploy. */
function previousOf(commit: string, { servers, ref, log }: Named): Previous {
  const says = (named: NamedCommit | undefined): boolean => named !== undefined && commit.startsWith(named.commit);
  const sources = [
    ...(servers === undefined ? [] : ['servers']),
    ...(says(ref) ? ['ref'] : []),
    ...(says(log) ? ['log'] : []),
  ];
  const at = says(log) ? log?.at : says(ref) ? ref?.at : undefined;
  return { commit, sources, ...(at === undefined ? {} : { at }) };
}
