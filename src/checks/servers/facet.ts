import type { Verdict } from '../../checklist/model.js';
import type { Finding } from '../../run/evidence.js';
import { isWorse, passes, worst } from '../../run/verdict.js';
import type { FacetFound } from '../kind.js';

/**
 * A facet from its findings: as bad as the worst, which is told first. Findings that only inform are no findings; they
 * belong to `detail`.
 * @param fine what is said when nothing is found
 */
export function facetOf(
  findings: readonly Finding[],
  fine: string,
  more: { readonly detail?: readonly string[]; readonly question?: string } = {},
): FacetFound {
  const open = findings
    .filter(({ verdict }) => !passes(verdict))
    .toSorted((a, b) => (isWorse(b.verdict, a.verdict) ? 1 : isWorse(a.verdict, b.verdict) ? -1 : 0));
  const verdict = worst(['go', ...open.map((finding): Verdict => finding.verdict)]);
  const [first, ...rest] = open;
  return {
    verdict,
    summary: first === undefined ? fine : `${first.text}${rest.length === 0 ? '' : `; and ${rest.length} more`}`,
    findings: open,
    detail: [...open.map(({ text }) => text), ...(more.detail ?? [])],
    ...(more.question === undefined ? {} : { question: more.question }),
  };
}

export const notApplicable = (summary: string): FacetFound => ({ verdict: 'n/a', summary });
