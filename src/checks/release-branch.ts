import { type Release, short } from '../run/release.js';
import { isMadeOf, literally, manyThat, oneThat, type Piece } from '../text/wildcards.js';
import type { CommitNames } from '../world/git-names.js';
import type { TreeAnswer } from '../world/tree-state.js';
import type { FacetFound } from './kind.js';
import { some } from './release-words.js';

/**
 * Facet `branch`. On a branch, its own name counts; with a detached head, or when another commit than HEAD is deployed,
 * a tag on the commit or a branch that holds it.
 */
export function branchFacet(
  allowed: readonly string[] | undefined,
  release: Release,
  tree: TreeAnswer,
  names: CommitNames,
): FacetFound {
  if (allowed === undefined) {
    return { verdict: 'n/a', summary: 'any branch may be deployed' };
  }

  if (!tree.known || !names.known) {
    return { verdict: 'unknown', summary: 'git could not say which branch this is' };
  }

  const { branch, head } = tree.tree;
  const onBranch = branch !== undefined && head === release.commit;
  const candidates = onBranch ? [branch, ...names.tags] : [...names.tags, ...names.branches];
  const fitting = candidates.find((name) => allowed.some((glob) => matchesGlob(glob, name)));
  const wanted = `allowed: ${some(allowed, 5)}`;
  return fitting === undefined
    ? { verdict: 'no-go', summary: `${onBranch ? branch : short(release.commit)} is not an allowed branch (${wanted})` }
    : { verdict: 'go', summary: fitting };
}

/** `*` and `?` stay inside one part of the name, `**` does not; as in git's own ref patterns. */
export const matchesGlob = (glob: string, name: string): boolean =>
  isMadeOf(
    glob.split(/(\*\*|\*|\?)/).map((part) => wildcards.get(part) ?? literally(part)),
    name,
  );

const isInPart = (character: string): boolean => character !== '/';
const wildcards: ReadonlyMap<string, Piece> = new Map([
  ['**', manyThat(() => true)],
  ['*', manyThat(isInPart)],
  ['?', oneThat(isInPart)],
]);

/** Facet `tag` (off unless asked for). */
export const tagFacet = (names: CommitNames): FacetFound => {
  if (!names.known) {
    return { verdict: 'unknown', summary: `git could not list the tags: ${names.why}` };
  }

  return names.tags.length === 0
    ? { verdict: 'no-go', summary: 'no tag on this commit' }
    : { verdict: 'go', summary: some(names.tags) };
};
