import { type Release, short } from '../run/release.js';
import { plural } from '../text/plural.js';
import type { TreeAnswer } from '../world/tree-state.js';
import type { FacetFound } from './kind.js';

export type SameFound = FacetFound;

/** Whether the files that the tests will see are those of the release. Untracked files are allowed, and listed. */
export function sameBefore(answer: TreeAnswer, release: Release): SameFound {
  if (!answer.known) {
    return { verdict: 'unknown', summary: `the working tree could not be looked at: ${answer.why}` };
  }

  const { head, changed, hidden, unfinished, untracked } = answer.tree;
  if (head !== release.commit) {
    return noGo(`the files here are those of ${short(head ?? 'no commit')}, not of ${short(release.commit)}`);
  }

  if (unfinished !== undefined) {
    return noGo(`a ${unfinished} is unfinished here`);
  }

  if (changed.length > 0) {
    return noGo(`${plural(changed.length, 'file')} changed since ${short(release.commit)}: ${some(changed)}`, changed);
  }

  if (hidden.length > 0) {
    return noGo(`${plural(hidden.length, 'file')} hidden from git status: ${some(hidden)}`, hidden);
  }

  const beside = untracked.length === 0 ? '' : `, ${plural(untracked.length, 'untracked file')}: ${some(untracked)}`;
  return { verdict: 'go', summary: `${short(release.commit)}, clean tree${beside}`, detail: untracked };
}

/** The same look once more: tests that write into tracked files, or somebody who did meanwhile. */
export function sameAfter(before: SameFound, answer: TreeAnswer, release: Release): SameFound {
  if (!answer.known) {
    return { verdict: 'unknown', summary: `the working tree could not be looked at after the tests: ${answer.why}` };
  }

  const { head, changed } = answer.tree;
  if (head !== release.commit) {
    return noGo(`the checkout moved to ${short(head ?? 'no commit')} while the tests ran`);
  }

  return changed.length === 0
    ? before
    : {
        verdict: 'warn',
        summary: `${plural(changed.length, 'tracked file')} changed while the tests ran: ${some(changed)}`,
        detail: changed,
      };
}

const noGo = (summary: string, detail: readonly string[] = []): SameFound => ({ verdict: 'no-go', summary, detail });

const some = (paths: readonly string[]): string => `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}`;
