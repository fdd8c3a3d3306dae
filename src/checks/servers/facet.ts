import type { Verdict } from '../../checklist/model.js';
import { isWorse, passes, worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { namesOf } from './words.js';

/** What is wrong, or not known, on one host; without a host about all of them. */
export interface HostFinding {
  readonly host?: string;
  /** Stable; ends with the host where it is about one. Without the name of the facet. */
  readonly key: string;
  readonly verdict: Verdict;
  /** Without the host. */
  readonly what: string;
}

/**
 * A facet from its findings: as bad as the worst, which is told first; what is the same on several hosts is told once.
 * What only informs is no finding; it belongs to `detail`.
 * @param fine what is said when nothing is found
 */
export function facetOf(
  findings: readonly HostFinding[],
  fine: string,
  more: { readonly detail?: readonly string[]; readonly question?: string } = {},
): FacetFound {
  const open = findings
    .filter(({ verdict }) => !passes(verdict))
    .toSorted((a, b) => Number(isWorse(b.verdict, a.verdict)) - Number(isWorse(a.verdict, b.verdict)));
  const told = toldOnce(open);
  const [first, ...rest] = told;
  return {
    verdict: worst(['go', ...open.map(({ verdict }): Verdict => verdict)]),
    summary:
      first === undefined ? fine : `${first}${rest.length === 0 ? '' : `; and ${plural(rest.length, 'more finding')}`}`,
    findings: open.map(({ host, key, verdict, what }) => ({ key, verdict, text: textOf(host, what) })),
    // The one thing there is stands in the summary already.
    detail: [...(told.length > 1 ? told : []), ...(more.detail ?? [])],
    ...(more.question === undefined ? {} : { question: more.question }),
  };
}

export const notApplicable = (summary: string): FacetFound => ({ verdict: 'n/a', summary });

/** One line for what is the same on several hosts. */
export function toldOnce(findings: readonly HostFinding[]): readonly string[] {
  const hosts = new Map<string, readonly string[]>();
  for (const { what, host } of findings) {
    hosts.set(what, [...(hosts.get(what) ?? []), ...(host === undefined ? [] : [host])]);
  }
  return [...hosts].map(([what, names]) => textOf(names.length === 0 ? undefined : namesOf(names), what));
}

const textOf = (host: string | undefined, what: string): string => (host === undefined ? what : `${host}: ${what}`);
