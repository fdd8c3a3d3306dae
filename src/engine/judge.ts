import type { Item, Level, Verdict } from '../checklist/model.js';
import type { FacetFound, Found, Kind, QuestionFacts } from '../checks/kind.js';
import type { Evidence, FacetEvidence, Finding, Json, SourceAsked } from '../run/evidence.js';
import { cap, passes, worst } from '../run/verdict.js';
import { cleanLine, cleanText } from './clean-text.js';
import { fitRecord } from './fit-record.js';

/** How much of what was found goes into the record itself; the rest is kept in the evidence store. */
const limits = {
  summary: 300,
  detailLines: 200,
  detailLine: 400,
  tailLines: 200,
  tailBytes: 4096,
  findings: 100,
} as const;

export interface JudgeContext {
  readonly item: Item;
  readonly kind: Kind;
  readonly facts: QuestionFacts;
  readonly redact: (text: string) => string;
  readonly at: string;
  readonly ms: number;
  /** SHA-256 of the full text in the evidence store. */
  readonly file?: string;
  /** Keeps a text too long for the record; returns its SHA-256, or nothing where nothing is kept. */
  readonly keep?: (text: string) => string | undefined;
}

/**
 * Turns what a kind found into evidence: levels cap verdicts, the item's `unknown` rule is applied, every text is
 * sanitised and redacted, and all of it fits into one record. The one door between the world's words and the run.
 */
export function judge(found: Found, context: JudgeContext): Evidence {
  const { item, redact } = context;
  const line = (text: string): string => cleanLine(text, redact, limits.summary);
  const lines = (texts: readonly string[] | undefined): readonly string[] =>
    (texts ?? []).slice(0, limits.detailLines).map((text) => cleanLine(text, redact, limits.detailLine));
  const facets = Object.entries(found.facets ?? {}).flatMap(([name, facet]) =>
    judgeFacet(name, facet, context, line, lines),
  );
  // With all facets off nothing was looked at: that is unknown, not n/a.
  const raw = facets.length > 0 ? worst(facets.map((facet) => facet.verdict)) : (found.verdict ?? 'unknown');
  const evidence: Evidence = {
    verdict: capped(raw, item),
    summary: line(found.summary),
    detail: lines(found.detail),
    facts: cleanJson(found.facts ?? {}, redact) as { readonly [key: string]: Json },
    findings: findingsOf(found, context, line),
    facets,
    sources: (found.sources ?? []).map((source) => cleanSource(source, redact)),
    at: context.at,
    ms: context.ms,
    ...(context.file === undefined ? {} : { file: context.file }),
  };
  return fitRecord(evidence, context.keep ?? (() => undefined));
}

/** The level a facet has in this item: its own setting, else the kind's default. */
export const facetLevel = (item: Item, kind: Kind, facet: string): Level =>
  item.facets[facet] ?? kind.facets[facet]?.level ?? 'block';

function capped(verdict: Verdict, item: Item): Verdict {
  const after = verdict === 'unknown' && item.unknown === 'warn' ? 'warn' : verdict;
  return cap(after, item.level);
}

function judgeFacet(
  name: string,
  facet: FacetFound,
  { item, kind, facts }: JudgeContext,
  line: (text: string) => string,
  lines: (texts: readonly string[] | undefined) => readonly string[],
): readonly FacetEvidence[] {
  const level = facetLevel(item, kind, name);
  const spec = kind.facets[name];
  if (level === 'off' || spec === undefined) {
    return [];
  }

  const override = item.override ?? facet.override ?? spec.override ?? kind.override;
  return [
    {
      name,
      verdict: capped(cap(facet.verdict, level), item),
      summary: line(level === 'info' && !passes(facet.verdict) ? `${facet.summary} (information only)` : facet.summary),
      question: line(facet.question ?? spec.question(facts, item.options)),
      go: spec.go,
      override,
      ...(facet.detail === undefined ? {} : { detail: lines(facet.detail) }),
    },
  ];
}

/** Keys are `item:facet:…` or `item:…`, stable from run to run, so that they can be acknowledged. */
function findingsOf(found: Found, { item, kind }: JudgeContext, line: (text: string) => string): readonly Finding[] {
  const own = (found.findings ?? []).map((finding) => ({ ...finding, key: `${item.id}:${finding.key}` }));
  const ofFacets = Object.entries(found.facets ?? {}).flatMap(([name, facet]) => {
    const level = facetLevel(item, kind, name);
    if (level === 'off') {
      return [];
    }

    const findings =
      facet.findings ?? (passes(facet.verdict) ? [] : [{ key: '', verdict: facet.verdict, text: facet.summary }]);
    return findings.map((finding) => ({
      ...finding,
      key: `${item.id}:${name}${finding.key === '' || finding.key === name ? '' : `:${finding.key}`}`,
      verdict: cap(finding.verdict, level),
    }));
  });
  return [...own, ...ofFacets]
    .slice(0, limits.findings)
    .map((finding) => ({ key: line(finding.key), verdict: capped(finding.verdict, item), text: line(finding.text) }));
}

function cleanSource(source: SourceAsked, redact: (text: string) => string): SourceAsked {
  const { tail, ...rest } = source;
  const cleaned = { ...rest, cmd: cleanLine(source.cmd, redact, limits.summary) };
  if (tail === undefined) {
    return cleaned;
  }

  const text = cleanText(tail, redact).split('\n').slice(-limits.tailLines).join('\n');
  return { ...cleaned, tail: text.slice(-limits.tailBytes) };
}

function cleanJson(value: Json, redact: (text: string) => string): Json {
  if (typeof value === 'string') {
    return cleanText(value, redact).slice(0, 2000);
  }

  if (Array.isArray(value)) {
    return value.slice(0, 200).map((one: Json) => cleanJson(one, redact));
  }

  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value as { readonly [key: string]: Json }).map(([key, one]) => [
        cleanLine(key, redact, limits.summary),
        cleanJson(one, redact),
      ]),
    );
  }

  return value;
}
