import { safeJson, sha256 } from '../audit/record.js';
import type { Evidence, FacetEvidence, Finding } from '../run/evidence.js';
import { worst } from '../run/verdict.js';
import { plural } from '../text/plural.js';

/** Bytes of evidence that one record takes, as JSON; the record's head and the item's name come on top. */
export const evidenceBytes = 60_000;

/** Bytes that each part keeps of an evidence that is too large. Together they leave room for all that is one line. */
const shares = { detail: 14_000, facetDetails: 6000, findings: 12_000, facts: 3000, sources: 5000 } as const;

/**
 * Evidence that fits into one record. What does not is left out with a line that says so, and kept as a whole.
 * Evidence that cannot be made to fit is unknown: nobody can read on record what it was.
 * @param keep keeps the full text; returns its SHA-256, or nothing where nothing is kept
 */
export function fitRecord(evidence: Evidence, keep: (text: string) => string | undefined): Evidence {
  if (sizeOf(evidence) <= evidenceBytes) {
    return evidence;
  }

  const file = evidence.file ?? keep(fullText(evidence));
  const kept = file === undefined ? {} : { file };
  const short = { ...shortened(evidence), ...kept };
  if (sizeOf(short) <= evidenceBytes) {
    return short;
  }

  return {
    verdict: worst([evidence.verdict, 'unknown']),
    summary: 'more was found than a record can hold',
    detail: [],
    facts: {},
    findings: [],
    facets: [],
    sources: [],
    at: evidence.at,
    ms: evidence.ms,
    ...kept,
  };
}

function shortened(evidence: Evidence): Evidence {
  const facetShare = Math.floor(shares.facetDetails / Math.max(1, evidence.facets.length));
  return {
    ...evidence,
    detail: linesIn(evidence.detail, shares.detail),
    facets: evidence.facets.map(
      (facet): FacetEvidence =>
        facet.detail === undefined ? facet : { ...facet, detail: linesIn(facet.detail, facetShare) },
    ),
    findings: findingsIn(evidence.findings),
    facts: sizeOf(evidence.facts) <= shares.facts ? evidence.facts : { leftOut: 'too long for the record' },
    sources: sourcesIn(evidence.sources),
  };
}

function linesIn(lines: readonly string[], bytes: number): readonly string[] {
  const some = within(lines, bytes);
  return some.length === lines.length ? lines : [...some, leftOut(lines.length - some.length, 'line')];
}

/** The last one stands for those left out: whether they are still the same can be seen by its key. */
function findingsIn(findings: readonly Finding[]): readonly Finding[] {
  const some = within(findings, shares.findings);
  const rest = findings.slice(some.length);
  const [first] = rest;
  return first === undefined
    ? findings
    : [
        ...some,
        {
          key: `${first.key.split(':').slice(0, 2).join(':').slice(0, 100)}:more:${sha256(rest.map(({ key }) => key).join('\n')).slice(0, 12)}`,
          verdict: worst(rest.map((finding) => finding.verdict)),
          text: leftOut(rest.length, 'finding'),
        },
      ];
}

/** Without what the commands wrote if that is too much, and without the last of them if they are too many. */
function sourcesIn(sources: Evidence['sources']): Evidence['sources'] {
  if (sizeOf(sources) <= shares.sources) {
    return sources;
  }

  const silent = sources.map(({ tail, ...source }) =>
    tail === undefined ? source : { ...source, tail: '… too long for the record' },
  );
  return within(silent, shares.sources);
}

const leftOut = (count: number, what: string): string => `… ${plural(count, `more ${what}`)}, too long for the record`;

/** As many from the start as take no more than this. */
function within<Value>(values: readonly Value[], bytes: number): readonly Value[] {
  let used = 0;
  const end = values.findIndex((value) => {
    used += sizeOf(value) + 1;
    return used > bytes;
  });
  return end === -1 ? values : values.slice(0, end);
}

const sizeOf = (value: unknown): number => Buffer.byteLength(safeJson(value));

const fullText = ({ summary, detail, facets, findings, sources }: Evidence): string =>
  [
    summary,
    ...detail,
    ...facets.flatMap((facet) => [`${facet.name}: ${facet.summary}`, ...(facet.detail ?? [])]),
    ...findings.map((finding) => `${finding.key}: ${finding.text}`),
    ...sources.flatMap((source) => [`$ ${source.cmd}`, ...(source.tail === undefined ? [] : [source.tail])]),
  ].join('\n');
