import type { SourceAsked } from '../run/evidence.js';
import { type Release, short } from '../run/release.js';
import type { Git } from '../world/git.js';
import { whyNot } from '../world/git-process.js';
import type { TreeAnswer } from '../world/tree-state.js';
import type { FacetFound } from './kind.js';
import { some } from './release-words.js';

/** Names that the release goes by. */
export type NamesAnswer =
  | {
      readonly known: true;
      readonly tags: readonly string[];
      /** Branches that hold it, here and (without the remote's name) on remotes. */
      readonly branches: readonly string[];
      readonly sources: readonly SourceAsked[];
    }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

export async function namesOf(git: Git, { commit }: Release, signal: AbortSignal): Promise<NamesAnswer> {
  const [tags, branches] = await Promise.all([
    git.run(['for-each-ref', `--points-at=${commit}`, '--format=%(refname:lstrip=2)', 'refs/tags/'], { signal }),
    git.run(['for-each-ref', `--contains=${commit}`, '--format=%(refname)', 'refs/heads/', 'refs/remotes/'], {
      signal,
    }),
  ]);
  const sources = [tags.source, branches.source];
  const failed = [tags, branches].find(({ ok }) => !ok);
  return failed === undefined
    ? { known: true, tags: lines(tags.stdout), branches: lines(branches.stdout).map(branchName), sources }
    : { known: false, why: whyNot(failed), sources };
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const branchName = (ref: string): string => ref.replace(/^refs\/heads\/|^refs\/remotes\/[^/]+\//, '');

/**
 * Facet `branch`. On a branch, its own name counts; with a detached head, or when another commit than HEAD is deployed,
 * a tag on the commit or a branch that holds it.
 */
export function branchFacet(
  allowed: readonly string[] | undefined,
  release: Release,
  tree: TreeAnswer,
  names: NamesAnswer,
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
export function matchesGlob(glob: string, name: string): boolean {
  const source = glob
    .split(/(\*\*|\*|\?)/)
    .map((part) => wildcards[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`).test(name);
}

const wildcards: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** Facet `tag` (off unless asked for). */
export const tagFacet = (names: NamesAnswer): FacetFound => {
  if (!names.known) {
    return { verdict: 'unknown', summary: `git could not list the tags: ${names.why}` };
  }

  return names.tags.length === 0
    ? { verdict: 'no-go', summary: 'no tag on this commit' }
    : { verdict: 'go', summary: some(names.tags) };
};
