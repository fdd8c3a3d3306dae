import type { SourceAsked } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { completed } from '../../world/revision/base.js';
import type { ForgeName } from '../forge/ask-forge.js';
import type { GatherContext } from '../kind.js';
import { type ChangeIds, changeIdsOf } from './change-ids.js';
import type { Part } from './model.js';
import type { Parts } from './parts.js';
import { placeOfRemote, type Reference } from './reference.js';
import { askRequest } from './request.js';

/** What a reference means here. */
export type Resolved =
  /** Any of these commits is the change. */
  | { readonly is: 'commits'; readonly part: Part; readonly commits: readonly string[]; readonly name: string }
  | { readonly is: 'unmerged'; readonly part: Part; readonly name: string; readonly why: string }
  | { readonly is: 'unknown'; readonly name: string; readonly why: string };

export interface Resolver {
  /** @param from name of the repository whose commit says it */
  readonly resolve: (reference: Reference, from: string) => Promise<Resolved>;
  /** What was asked of forges. */
  readonly sources: () => readonly SourceAsked[];
}

export async function createResolver(
  { parts, broken }: Parts,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<Resolver> {
  const places = await Promise.all(
    parts.map(async (part) => ({ part, place: placeOfRemote((await part.git.remoteUrl()) ?? '') })),
  );
  const sources: SourceAsked[] = [];
  let changes: Promise<readonly { readonly part: Part; readonly ids: ChangeIds | undefined }[]> | undefined;

  const partOf = (written: string | undefined, from: string): Part | undefined => {
    const name = written ?? from;
    const place = name.toLowerCase();
    return (
      parts.find((part) => part.name === name) ??
      places.find((one) => one.place === place || (one.place?.endsWith(`/${place}`) === true && place.includes('/')))
        ?.part
    );
  };
  const noPart = (written: string | undefined, name: string): Resolved => {
    const cannot = broken.find((one) => one.name === written);
    const why =
      cannot === undefined
        ? `${written ?? ''} is none of the repositories of this run (${parts.map((part) => part.name).join(', ')})`
        : `${cannot.name} cannot be read: ${cannot.why}`;
    return { is: 'unknown', name, why };
  };

  const ofChange = async (id: string): Promise<Resolved> => {
    changes ??= Promise.all(parts.map(async (part) => ({ part, ids: await changeIdsOf(part.git) })));
    const all = await changes;
    const name = id.slice(0, 9);
    const [hit, ...more] = all.filter(({ ids }) => ids?.has(id));
    if (hit === undefined) {
      const silent = all.find(({ ids }) => ids === undefined)?.part.name ?? broken[0]?.name;
      const where =
        silent === undefined ? 'is in none of the repositories here; fetch them' : `: ${silent} cannot be searched`;
      return { is: 'unknown', name, why: `change ${name} ${where}` };
    }

    return more.length > 0
      ? {
          is: 'unknown',
          name,
          why: `change ${name} is in ${[hit, ...more].map(({ part }) => part.name).join(' and ')}`,
        }
      : { is: 'commits', part: hit.part, commits: hit.ids?.get(id) ?? [], name: `${hit.part.name} ${name}` };
  };

  const ofRequest = async (reference: Reference & { readonly is: 'request' }, from: string): Promise<Resolved> => {
    const { repo, number } = reference;
    const part = partOf(repo, from);
    if (part === undefined) {
      return noPart(repo, `${repo ?? ''}#${number}`);
    }

    const forge = reference.forge ?? forgeOf(places.find((one) => one.part === part)?.place);
    const name = `${part.name} ${forge === 'gitlab' ? `MR !${number}` : `PR #${number}`}`;
    if (forge === undefined) {
      const why = `the remote of ${part.name} does not tell which forge it is at: write the address of the request`;
      return { is: 'unknown', name, why };
    }

    const said = await askRequest(forge, { number, cwd: part.git.root }, context);
    sources.push(said.source);
    switch (said.state) {
      case 'merged':
        return { is: 'commits', part, commits: [said.commit], name };
      case 'unmerged':
        return { is: 'unmerged', part, name, why: said.why };
      case 'unknown':
        return { is: 'unknown', name, why: said.why };
    }
  };

  const ofCommit = async ({ repo, commit }: Reference & { readonly is: 'commit' }, from: string): Promise<Resolved> => {
    const part = partOf(repo, from);
    const name = `${part?.name ?? repo ?? ''} ${short(commit)}`;
    if (part === undefined) {
      return noPart(repo, name);
    }

    const full = await completed(part.git, commit);
    return full === undefined
      ? { is: 'unknown', name, why: `${part.name} has no commit ${short(commit)}, even after a fetch` }
      : { is: 'commits', part, commits: [full], name };
  };

  const known = new Map<string, Promise<Resolved>>();
  return {
    sources: () => sources,
    resolve(reference, from) {
      const key = JSON.stringify([reference, from]);
      const asked = known.get(key) ?? ask(reference, from);
      known.set(key, asked);
      return asked;
    },
  };

  async function ask(reference: Reference, from: string): Promise<Resolved> {
    switch (reference.is) {
      case 'change':
        return ofChange(reference.id);
      case 'request':
        return ofRequest(reference, from);
      case 'commit':
        return ofCommit(reference, from);
      case 'unreadable':
        return { is: 'unknown', name: 'something', why: reference.why };
    }
  }
}

const forgeOf = (place: string | undefined): ForgeName | undefined =>
  /^[^/]*github/.test(place ?? '') ? 'github' : /^[^/]*gitlab/.test(place ?? '') ? 'gitlab' : undefined;
