import type { SourceAsked } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { completed } from '../../world/revision/base.js';
import type { GatherContext } from '../kind.js';
import { changeFinder } from './find-change.js';
import { findParts, type PartFinder } from './find-part.js';
import type { Parts } from './parts.js';
import type { Reference } from './reference.js';
import { askRequest } from './request.js';
import type { Resolved } from './resolved.js';

export interface Resolver {
  /** @param from name of the repository whose commit says it */
  readonly resolve: (reference: Reference, from: string) => Promise<Resolved>;
  /** What was asked of forges. */
  readonly sources: () => readonly SourceAsked[];
}

type Asking = Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>;

/** Each reference is resolved once, however often it is asked for. */
export async function createResolver(parts: Parts, context: Asking): Promise<Resolver> {
  const finder = await findParts(parts);
  const ofChange = changeFinder(parts);
  const sources: SourceAsked[] = [];
  const known = new Map<string, Promise<Resolved>>();
  const ask = async (reference: Reference, from: string): Promise<Resolved> => {
    switch (reference.is) {
      case 'change':
        return ofChange(reference.id);
      case 'request': {
        const { resolved, source } = await ofRequest(reference, from, finder, context);
        sources.push(...(source === undefined ? [] : [source]));
        return resolved;
      }
      case 'commit':
        return ofCommit(reference, from, finder);
      case 'unreadable':
        return { is: 'unknown', name: 'something', why: reference.why };
    }
  };
  return {
    sources: () => sources,
    resolve(reference, from) {
      const key = JSON.stringify([reference, from]);
      const asked = known.get(key) ?? ask(reference, from);
      known.set(key, asked);
      return asked;
    },
  };
}

/** `source` where its forge was asked. */
async function ofRequest(
  reference: Extract<Reference, { readonly is: 'request' }>,
  from: string,
  finder: PartFinder,
  context: Asking,
): Promise<{ readonly resolved: Resolved; readonly source?: SourceAsked }> {
  const { repo, number } = reference;
  const part = finder.partOf(repo, from);
  if (part === undefined) {
    return { resolved: finder.noPart(repo, `${repo ?? ''}#${number}`) };
  }

  const forge = reference.forge ?? finder.forgeOf(part);
  const name = `${part.name} ${forge === 'gitlab' ? `MR !${number}` : `PR #${number}`}`;
  if (forge === undefined) {
    const why = `the remote of ${part.name} does not tell which forge it is at: write the address of the request`;
    return { resolved: { is: 'unknown', name, why } };
  }

  const said = await askRequest(forge, { number, cwd: part.git.root }, context);
  const { source } = said;
  switch (said.state) {
    case 'merged':
      return { resolved: { is: 'commits', part, commits: [said.commit], name }, source };
    case 'unmerged':
      return { resolved: { is: 'unmerged', part, name, why: said.why }, source };
    case 'unknown':
      return { resolved: { is: 'unknown', name, why: said.why }, source };
  }
}

async function ofCommit(
  { repo, commit }: Extract<Reference, { readonly is: 'commit' }>,
  from: string,
  finder: PartFinder,
): Promise<Resolved> {
  const part = finder.partOf(repo, from);
  const name = `${part?.name ?? repo ?? ''} ${short(commit)}`;
  if (part === undefined) {
    return finder.noPart(repo, name);
  }

  const full = await completed(part.git, commit);
  return full === undefined
    ? { is: 'unknown', name, why: `${part.name} has no commit ${short(commit)}, even after a fetch` }
    : { is: 'commits', part, commits: [full], name };
}
