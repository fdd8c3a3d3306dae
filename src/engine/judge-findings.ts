import type { OverrideRule, Verdict } from '../checklist/model.js';
import type { Finding } from '../run/evidence.js';
import { mayBeAcknowledged } from './acks.js';
import { cleanKey } from './clean-text.js';
import { capped, type JudgeContext, limits, noAcks } from './judge-context.js';
import { type Weighed, weighAcks } from './weigh-acks.js';

/** Keys are `item:facet:…` or `item:…`, stable from run to run, so that they can be acknowledged. */
export function weighed(
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

/** The same under another rule, and what it would be without its acknowledgement, too. */
export const withVerdicts = (finding: Finding, change: (verdict: Verdict) => Verdict): Finding => ({
  ...finding,
  verdict: change(finding.verdict),
  ...(finding.acked_verdict === undefined ? {} : { acked_verdict: change(finding.acked_verdict) }),
});
