import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import type { PinFinding, PinsPart, StaticFacet } from './model.js';

/** What files alone say about one facet, of all parts together. */
export function staticFacet(facet: StaticFacet, parts: readonly PinsPart[], none: string): FacetFound {
  const findings = parts.flatMap((part) => part.findings.filter((one) => one.facet === facet));
  if (findings.length > 0) {
    return facetOf(findings);
  }

  const fine = parts.flatMap((part) => part.fine[facet] ?? []);
  return fine.length === 0
    ? { verdict: 'n/a', summary: none }
    : { verdict: 'go', summary: shortList(fine), detail: fine };
}

/** The worst of findings, with the first of the worst in full. At least one. */
export function facetOf(found: readonly Omit<PinFinding, 'facet'>[]): FacetFound {
  const findings = unique(found).map(({ key, text, verdict = 'no-go' }) => ({ key, text, verdict }));
  const verdict = worst(findings.map((one) => one.verdict));
  const first = findings.find((one) => one.verdict === verdict);
  const rest = findings.length - 1;
  return {
    verdict,
    summary: `${first?.text ?? ''}${rest === 0 ? '' : `; and ${rest} more`}`,
    // One alone is the summary already.
    detail: rest === 0 ? [] : findings.map(({ text }) => text),
    findings,
  };
}

/** Two of the same key would be one acknowledgement for two things: their texts are told together. */
function unique(found: readonly Omit<PinFinding, 'facet'>[]): readonly Omit<PinFinding, 'facet'>[] {
  const byKey = new Map<string, Omit<PinFinding, 'facet'>>();
  for (const one of found) {
    const before = byKey.get(one.key);
    if (before === undefined) {
      byKey.set(one.key, one);
    } else if (!before.text.includes(one.text)) {
      const verdict = worst([before.verdict ?? 'no-go', one.verdict ?? 'no-go']);
      byKey.set(one.key, { key: one.key, text: `${before.text}; ${one.text}`, verdict });
    }
  }
  return [...byKey.values()];
}

/** Two in full, and how many more. */
const shortList = (all: readonly string[]): string =>
  all.length <= 2 ? all.join('; ') : `${all.slice(0, 2).join('; ')}; and ${plural(all.length - 2, 'more', 'more')}`;
