import { short } from '../run/release.js';
import { plural } from '../text/plural.js';
import type { FacetFound, GatherContext } from './kind.js';
import { commitLine } from './release-detail.js';
import type { RangeAnswer } from './release-range.js';

/** In a shallow clone git says `no` where it only does not know: history ends too early. */
export function backwardsFacet(
  answer: RangeAnswer,
  shallow: boolean,
  { previous, checklist }: GatherContext,
): FacetFound {
  if (!answer.known) {
    return unknownRange(answer);
  }

  const { ancestor, lost } = answer.range;
  if (ancestor === 'yes') {
    return { verdict: 'go', summary: 'everything live is in this release' };
  }

  if (shallow) {
    return { verdict: 'unknown', summary: 'this clone is shallow, its history ends too early: git fetch --unshallow' };
  }

  const text = `${plural(lost.length, 'commit')} that ${lost.length === 1 ? 'is' : 'are'} live now ${lost.length === 1 ? 'is' : 'are'} not in this release`;
  return {
    verdict: 'no-go',
    summary: text,
    detail: lost.map((commit) => commitLine(commit, checklist)),
    findings: [{ key: short(previous?.commit ?? ''), verdict: 'no-go', text }],
  };
}

export const unknownRange = (answer: RangeAnswer): FacetFound => ({
  verdict: 'unknown',
  summary: `the two commits could not be compared: ${answer.known ? '' : answer.why}`,
});
