import type { FacetFound } from '../checks/kind.js';
import { facetOf } from '../checks/one-of.js';
import type { FacetEvidence, Finding, Form } from '../run/evidence.js';
import { cap, passes, weaker } from '../run/verdict.js';
import { capped, facetLevel, type JudgeContext, noAcks } from './judge-context.js';
import { weighed, withVerdicts } from './judge-findings.js';

export interface JudgedFacet {
  readonly facet: FacetEvidence;
  readonly findings: readonly Finding[];
}

/** One facet as it stands in the evidence; undefined for one that is off. */
export function judgeFacet(
  name: string,
  found: FacetFound,
  context: JudgeContext,
  line: (text: string) => string,
  lines: (texts: readonly string[] | undefined) => readonly string[],
): JudgedFacet | undefined {
  const { item, kind, facts } = context;
  const level = item.facets[facetOf(name)] ?? weaker(facetLevel(item, kind, name), found.level ?? 'block');
  const spec = kind.facets[facetOf(name)];
  if (level === 'off' || spec === undefined) {
    return undefined;
  }

  const override = item.override ?? found.override ?? spec.override ?? kind.override;
  const shared = {
    name,
    question: line(found.question ?? spec.question(facts, item.options)),
    go: spec.go,
    override,
    ...(found.detail === undefined ? {} : { detail: lines(found.detail) }),
    ...(found.form === undefined ? {} : { form: cleanForm(found.form, line) }),
  };
  if (found.human) {
    // What only a person can know is no missing evidence: neither `unknown: warn` nor an acknowledgement takes the
    // question away.
    const open = (found.findings ?? []).map((finding) => ({ ...finding, verdict: 'unknown' as const }));
    const { findings } = weighed('unknown', open, { facet: name, override }, { ...context, acks: noAcks }, line);
    return {
      facet: { ...shared, verdict: 'unknown', summary: line(found.summary), human: true, level },
      findings: findings.map((finding) => ({ ...finding, verdict: 'unknown' })),
    };
  }

  const raw = found.findings ?? (passes(found.verdict) ? [] : [{ ...found, key: '', text: found.summary }]);
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
    ...shared,
    verdict: capped(cap(verdict, level), item),
    summary: `${line(`${open ?? found.summary}${informs}`)}${words === undefined ? '' : ` (${words})`}`,
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
