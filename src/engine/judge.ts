import type { Verdict } from '../checklist/model.js';
import type { Found } from '../checks/kind.js';
import type { Evidence, FacetEvidence, Finding, Json } from '../run/evidence.js';
import { passes, worst } from '../run/verdict.js';
import { cleanJson, cleanSource } from './clean-found.js';
import { cleanLine, cleanLines } from './clean-text.js';
import { fitRecord } from './fit-record.js';
import { capped, type JudgeContext, limits, noAcks } from './judge-context.js';
import { judgeFacet } from './judge-facet.js';
import { weighed } from './judge-findings.js';
import { acceptedWords, type Weighed } from './weigh-acks.js';

/**
 * Turns what a kind found into evidence: levels cap verdicts, the item's `unknown` rule is applied, every text is
 * sanitised and redacted, and all of it fits into one record. The one door between the world's words and the run.
 */
export function judge(found: Found, context: JudgeContext): Evidence {
  const { item, redact } = context;
  const line = (text: string): string => cleanLine(text, redact, limits.summary);
  const lines = (texts: readonly string[] = []): readonly string[] =>
    cleanLines(texts.slice(0, limits.detailLines), redact, limits.detailLine);
  const parts = Object.entries(found.facets ?? {}).flatMap(([name, facet]) => {
    const judged = judgeFacet(name, facet, context, line, lines);
    return judged === undefined ? [] : [judged];
  });
  const own = weighed(
    found.verdict ?? 'unknown',
    found.findings ?? [],
    { override: item.override ?? context.kind.override },
    context,
    line,
  );
  const facets = parts.map(({ facet }) => facet);
  // With all facets off nothing was looked at: that is unknown, not n/a.
  const known = facets.filter(({ human }) => !human).map((facet) => facet.verdict);
  const raw = facets.length > 0 ? worst(known) : own.verdict;
  const findings = [...own.findings, ...parts.flatMap((part) => part.findings)];
  const verdict = worst([capped(raw, item), ...(known.length < facets.length ? (['unknown'] as const) : [])]);
  const evidence: Evidence = {
    verdict,
    summary: itemSummary(line(found.summary), verdict, { own, facets, findings }, context),
    detail: lines(found.detail),
    facts: cleanJson(found.facts ?? {}, redact) as { readonly [key: string]: Json },
    findings: openFirst(findings).slice(0, limits.findings),
    facets,
    sources: (found.sources ?? []).map((source) => cleanSource(source, redact)),
    at: context.at,
    ms: context.ms,
    ...(context.file === undefined ? {} : { file: context.file }),
    ...(found.again === undefined ? {} : { again: found.again }),
    ...(context.acksSha256 === undefined ? {} : { acks: context.acksSha256 }),
  };
  return fitRecord(evidence, context.keep ?? (() => undefined));
}

interface Judged {
  readonly own: Weighed;
  readonly facets: readonly FacetEvidence[];
  readonly findings: readonly Finding[];
}

/** That somebody accepted it is said first: a tick before `exit 1` would be a lie wherever the line ends. */
function itemSummary(
  summary: string,
  verdict: Verdict,
  { own, facets, findings }: Judged,
  { kind, acks = noAcks }: JudgeContext,
): string {
  const accepted = findings.filter(({ acked_verdict: without = 'go' }) => !passes(without));
  if (accepted.length > 0 && passes(verdict)) {
    const words = acceptedWords(accepted, acks);
    return kind.alwaysAsks ? `${summary} (${words})` : `${words}: ${summary}`;
  }

  // What is open is said, and not what somebody accepted: a facet that counts says it best.
  const [facet] = facets.filter((one) => one.verdict === verdict);
  if (accepted.length > 0 && facet !== undefined && !kind.alwaysAsks) {
    return facet.summary;
  }

  return own.note === undefined ? (own.open ?? summary) : `${own.open ?? summary} (${own.note})`;
}

/** What is left out of a long list is what somebody accepted. */
const openFirst = (findings: readonly Finding[]): readonly Finding[] => [
  ...findings.filter((finding) => finding.acked_by === undefined),
  ...findings.filter((finding) => finding.acked_by !== undefined),
];
