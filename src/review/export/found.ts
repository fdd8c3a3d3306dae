import type { Answered, EvidenceGathered } from '../../run/events.js';
import type { Finding, SourceAsked } from '../../run/evidence.js';

/** What machines had found when a question was answered. Texts are as they were recorded. */
export interface Found {
  readonly verdict: string;
  readonly summary: string;
  /** Those that were on screen, where that is known. */
  readonly findings: readonly Finding[];
  readonly lines: readonly string[];
  /** What was asked of the world, and how that ended. */
  readonly sources: readonly string[];
  readonly allWell: boolean;
  /** Outputs that the lines do not hold already. */
  readonly outputs: readonly string[];
}

/** Of a question about a facet: the facet's own words before those of the whole. */
export function whatWasFound(evidence: EvidenceGathered, answer?: Answered): Found {
  const facet = evidence.facets.find(({ name }) => name === answer?.facet);
  const keys = new Set(answer?.findings);
  const lines = [...(facet?.detail ?? []), ...evidence.detail];
  const text = lines.join('\n');
  return {
    verdict: facet?.verdict ?? evidence.verdict,
    summary: facet?.summary ?? evidence.summary,
    findings: evidence.findings.filter(({ key }) => keys.size === 0 || keys.has(key)),
    lines,
    sources: evidence.sources.map((source) => `${source.cmd}${endOf(source)}`),
    allWell: evidence.sources.every(({ rc }) => rc === 0),
    outputs: evidence.sources.flatMap(({ tail = '' }) => (tail === '' || text.includes(tail) ? [] : [tail])),
  };
}

const endOf = ({ rc, signal, timedOut }: SourceAsked): string =>
  timedOut === true
    ? ', timed out'
    : signal !== undefined
      ? `, signal ${signal}`
      : rc === undefined
        ? ''
        : `, exit ${rc}`;
