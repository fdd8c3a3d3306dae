import type { Item, Level, OverrideRule, Verdict } from '../checklist/model.js';
import type { FacetFound, Found, KindToAsk, QuestionFacts } from '../checks/kind.js';
import { facetOf } from '../checks/one-of.js';
import type { Evidence, FacetEvidence, Finding, Form, Json } from '../run/evidence.js';
import { cap, passes, worst } from '../run/verdict.js';
import { type AcksInForce, mayBeAcknowledged } from './acks.js';
import { cleanJson, cleanSource } from './clean-found.js';
import { cleanKey, cleanLine, cleanLines } from './clean-text.js';
import { fitRecord } from './fit-record.js';
import { acceptedWords, type Weighed, weighAcks } from './weigh-acks.js';

/** How much of what was found goes into the record itself; the rest is kept in the evidence store. */
const limits = {
  summary: 300,
  /** What an acknowledgement file takes. */
  key: 300,
  detailLines: 200,
  detailLine: 400,
  findings: 100,
} as const;

export interface JudgeContext {
  readonly item: Item;
  readonly kind: KindToAsk;
  readonly facts: QuestionFacts;
  readonly redact: (text: string) => string;
  readonly at: string;
  readonly ms: number;
  /** SHA-256 of the full text in the evidence store. */
  readonly file?: string;
  /** Keeps a text too long for the record; returns its SHA-256, or nothing where nothing is kept. */
  readonly keep?: (text: string) => string | undefined;
  /** The acknowledgements that count now; without them nothing is acknowledged. */
  readonly acks?: AcksInForce;
  /** SHA-256 of their file. */
  readonly acksSha256?: string;
}

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
  const raw = facets.length > 0 ? worst(facets.map((facet) => facet.verdict)) : own.verdict;
  const findings = [...own.findings, ...parts.flatMap((part) => part.findings)];
  const verdict = capped(raw, item);
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

/** The level a facet has in this item: its own setting, else the kind's default. */
export const facetLevel = (item: Item, kind: KindToAsk, facet: string): Level =>
  item.facets[facetOf(facet)] ?? kind.facets[facetOf(facet)]?.level ?? 'block';

function capped(verdict: Verdict, item: Item): Verdict {
  const after = verdict === 'unknown' && item.unknown === 'warn' ? 'warn' : verdict;
  return cap(after, item.level);
}

interface JudgedFacet {
  readonly facet: FacetEvidence;
  readonly findings: readonly Finding[];
}

function judgeFacet(
  name: string,
  found: FacetFound,
  context: JudgeContext,
  line: (text: string) => string,
  lines: (texts: readonly string[] | undefined) => readonly string[],
): JudgedFacet | undefined {
  const { item, kind, facts } = context;
  const level = facetLevel(item, kind, name);
  const spec = kind.facets[facetOf(name)];
  if (level === 'off' || spec === undefined) {
    return undefined;
  }

  const raw = found.findings ?? (passes(found.verdict) ? [] : [{ ...found, key: '', text: found.summary }]);
  const override = item.override ?? found.override ?? spec.override ?? kind.override;
  const { verdict, findings, accepted, note, open } = weighed(
    found.verdict,
    raw,
    { facet: name, override },
    context,
    line,
  );
  const informs = level === 'info' && !passes(verdict) ? ' (information only)' : '';
  const words = accepted ?? note;
  const facet: FacetEvidence = {
    name,
    // What only a person can know is no missing evidence: `unknown: warn` does not take the question away.
    verdict: found.human ? 'unknown' : capped(cap(verdict, level), item),
    summary: `${line(`${open ?? found.summary}${informs}`)}${words === undefined ? '' : ` (${words})`}`,
    question: line(found.question ?? spec.question(facts, item.options)),
    go: spec.go,
    override,
    ...(found.detail === undefined ? {} : { detail: lines(found.detail) }),
    ...(found.human ? { human: true as const, level } : {}),
    ...(found.form === undefined ? {} : { form: cleanForm(found.form, line) }),
  };
  return {
    facet,
    findings: findings.map((finding) => withVerdicts(finding, (one) => cap(one, level))),
  };
}

const cleanForm = ({ choice, lines }: Form, line: (text: string) => string): Form => ({
  ...(choice === undefined
    ? {}
    : {
        choice: {
          name: choice.name,
          title: line(choice.title),
          options: choice.options.map(({ value, label }) => ({ value: line(value), label: line(label) })),
        },
      }),
  ...(lines === undefined ? {} : { lines: lines.map((one) => ({ ...one, title: line(one.title) })) }),
});

/** Keys are `item:facet:…` or `item:…`, stable from run to run, so that they can be acknowledged. */
function weighed(
  verdict: Verdict,
  findings: readonly Finding[],
  { facet, override }: { readonly facet?: string; readonly override: OverrideRule },
  { item, kind, acks, redact }: JudgeContext,
  line: (text: string) => string,
): Weighed {
  const keyOf = (key: string): string => cleanKey(key, redact, limits.key);
  const start = facet === undefined ? item.id : `${item.id}:${facet}`;
  const full = findings.map(
    ({ key, verdict: found, text }): Finding => ({
      key: keyOf(facet !== undefined && (key === '' || key === facet) ? start : `${start}:${key}`),
      verdict: found,
      text: line(text),
    }),
  );
  const counted = acks !== undefined && mayBeAcknowledged(kind.name, facet) ? acks : noAcks;
  const { findings: marked, ...rest } = weighAcks(verdict, full, counted, {
    override,
    killer: item.killer,
    ...(facet === undefined ? {} : { whole: keyOf(start) }),
  });
  return {
    ...rest,
    findings: marked.map((finding) => withVerdicts(finding, (one) => capped(one, item))),
  };
}

const withVerdicts = (finding: Finding, change: (verdict: Verdict) => Verdict): Finding => ({
  ...finding,
  verdict: change(finding.verdict),
  ...(finding.acked_verdict === undefined ? {} : { acked_verdict: change(finding.acked_verdict) }),
});

const noAcks: AcksInForce = { list: [], today: '', commits: [], ownNames: [] };

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
