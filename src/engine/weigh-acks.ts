import { type CivilDate, daysBetween } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import type { Verdict } from '../checklist/model.js';
import type { Finding } from '../run/evidence.js';
import { isWorse, passes, worst } from '../run/verdict.js';
import { plural } from '../text/plural.js';
import { type AckRules, type AckState, type AcksInForce, ackOf } from './acks.js';

/** Findings with what acknowledgements make of them. */
export interface Weighed {
  readonly verdict: Verdict;
  /** The open ones first: what is left out of a long list is what somebody accepted. */
  readonly findings: readonly Finding[];
  /** All that was wrong is accepted: the sentence to say so. */
  readonly accepted?: string;
  /** Some of it is accepted: what is not, in place of a summary that may begin with what is. */
  readonly open?: string;
  /** What else has to be said beside the summary: how many are accepted, and what was accepted until lately. */
  readonly note?: string;
}

/**
 * What a facet, or an item without facets, comes to when known findings are accepted: as bad as the worst one that is
 * open. Only what findings explain can be accepted: a verdict worse than all of them stands, and so does `unknown`.
 * @param findings with full keys, and verdicts that levels have not yet changed
 */
export function weighAcks(
  verdict: Verdict,
  findings: readonly Finding[],
  acks: AcksInForce,
  rules: AckRules = {},
): Weighed {
  const marked = findings.map((finding) => mark(finding, acks, rules));
  const accepted = marked.filter(isAccepted);
  const open = marked.filter((finding) => !isAccepted(finding));
  const all = [...open, ...accepted];
  const refused = open.flatMap((finding) => stateOf(finding, acks, rules)?.because ?? [])[0];
  if (accepted.length === 0 || verdict === 'unknown' || isWorse(verdict, worst(findings.map((one) => one.verdict)))) {
    return { verdict, findings: all, ...noteOf(open, [], refused, acks) };
  }

  const left = worst(['go', ...open.map((finding) => finding.verdict)]);
  if (!passes(left)) {
    return {
      verdict: isWorse(left, verdict) ? verdict : left,
      findings: all,
      open: openWords(open),
      ...noteOf(open, accepted, refused, acks),
    };
  }

  return { verdict: passes(verdict) ? verdict : 'go', findings: all, accepted: acceptedWords(accepted, acks) };
}

/** The worst first, and how many more. */
function openWords(open: readonly Finding[]): string {
  const wrong = open.filter(({ verdict }) => !passes(verdict));
  const [first] = wrong.toSorted(
    (a, b) => Number(isWorse(b.verdict, a.verdict)) - Number(isWorse(a.verdict, b.verdict)),
  );
  const more = wrong.length - 1;
  return `${first?.text ?? ''}${more > 0 ? `; and ${plural(more, 'more finding')}` : ''}`;
}

/** `acknowledged by ada, bob until 31 Dec`: the earliest date of all. */
export function acceptedWords(findings: readonly Finding[], { today }: Pick<AcksInForce, 'today'>): string {
  const by = [...new Set(findings.map((finding) => finding.acked_by))].join(', ');
  const [until = today] = findings.flatMap((finding) => finding.acked_until ?? []).toSorted();
  return `acknowledged by ${by} until ${dayAndMonth(until, today)}`;
}

const isAccepted = (finding: Finding): boolean => finding.acked_by !== undefined;

/** Only what is named here is taken over: no check says of itself that it was acknowledged. */
function mark({ key, verdict, text }: Finding, acks: AcksInForce, rules: AckRules): Finding {
  const finding: Finding = { key, verdict, text };
  const state = stateOf(finding, acks, rules);
  if (state === undefined) {
    return finding;
  }

  const { ack, because } = state;
  if (because !== undefined) {
    return { ...finding, text: `${text} (${refusedWords(because)})` };
  }

  if (state.is === 'ended') {
    return { ...finding, text: `${text} (${endedWords(ack.until, acks)})`, ack_ended: ack.until };
  }

  const marked = { ...finding, acked_by: ack.by, acked_until: ack.until, acked_verdict: verdict };
  return { ...marked, verdict: 'go', text: `${text} (${acceptedWords([marked], acks)})` };
}

const stateOf = (finding: Finding, acks: AcksInForce, rules: AckRules): AckState | undefined =>
  passes(finding.verdict) ? undefined : ackOf(finding, acks, rules);

const refusedWords = (because: string): string => `not accepted: ${because}`;

function noteOf(
  open: readonly Finding[],
  accepted: readonly Finding[],
  refused: string | undefined,
  acks: AcksInForce,
): { readonly note?: string } {
  const [ended] = open
    .flatMap((finding) => finding.ack_ended ?? [])
    .toSorted()
    .reverse();
  const words = [
    ...(accepted.length === 0
      ? []
      : [`${accepted.length} of ${plural(accepted.length + open.length, 'finding')} ${acceptedWords(accepted, acks)}`]),
    ...(refused === undefined ? [] : [refusedWords(refused)]),
    ...(ended === undefined ? [] : [endedWords(ended, acks)]),
  ];
  return words.length === 0 ? {} : { note: words.join('; ') };
}

function endedWords(until: CivilDate, { today }: Pick<AcksInForce, 'today'>): string {
  const days = daysBetween(until, today);
  return `acknowledgement ended ${days === 1 ? 'yesterday' : `${days} days ago`}`;
}

/** `31 Dec`: which day of the week it is helps nobody here. */
const dayAndMonth = (until: CivilDate, today: CivilDate): string => showDate(until, today).slice(4);
