import { isRunId } from '../audit/run-id.js';
import { ackKeyShape } from '../checklist/acks-limits.js';
import { mayBeAcknowledged } from '../engine/acks.js';
import { untilDate } from '../engine/new-ack.js';
import type { Situation } from '../engine/session.js';
import type { Question } from '../run/questions.js';
import type { Purpose, Response, Screen } from './screen.js';

/** What is typed beside an override that stands already. */
export type AcceptPurpose = Extract<Purpose, { for: 'accept' }>;

/** More at once nobody reads one by one. */
const mostFindings = 10;

/**
 * What can be offered with an override: to accept its findings for later runs, too. Nothing, where they could not be
 * acknowledged, where the operator's word alone would not do, or where it is a person's no that was overridden; and in a
 * dry run, which changes nothing.
 */
export function acceptable(question: Question, { run, plan }: Situation): readonly string[] {
  const { check, facet, verdict, override, saidNo, findings: keys } = question;
  const item = plan.find(({ id }) => id === check);
  const findings = run.evidence[check]?.event.findings.filter(({ key }) => keys.includes(key)) ?? [];
  const can =
    item !== undefined &&
    !run.dryRun &&
    !saidNo &&
    verdict === 'no-go' &&
    override === 'reason' &&
    !item.killer &&
    mayBeAcknowledged(item.kind, facet) &&
    keys.length <= mostFindings &&
    findings.every((finding) => finding.verdict !== 'unknown') &&
    // The facet itself is no finding that anybody knows: any other one would have the same key.
    !keys.includes(`${check}:${facet}`) &&
    // A star in a key would stand for anything.
    keys.every((key) => ackKeyShape.test(key) && !key.includes('*') && !isOfOneTime(key, run));
  return can ? keys : [];
}

/** A key that names a run or a commit: under it no later run can find anything that is worth an entry. */
function isOfOneTime(key: string, { release, previous }: Situation['run']): boolean {
  const commits = [release.commit, ...(previous === null ? [] : [previous.commit])];
  return key
    .split(/[:>]/)
    .slice(1)
    .some((part) => isRunId(part) || (/^[0-9a-f]{7,}$/.test(part) && commits.some((one) => one.startsWith(part))));
}

export interface AcceptLine {
  readonly purpose: AcceptPurpose;
  /** Trimmed. */
  readonly text: string;
  readonly situation: Situation;
  /** The screen once the line is handed in. */
  readonly done: Screen;
  readonly problem: (sentence: string) => Response;
}

/** A date accepts; an empty line, or a word for no, leaves it at this run. The question itself was answered before. */
export function handInAccept({ purpose, text, situation, done, problem }: AcceptLine): Response {
  if (/^(?:|no?|none|never|cancel|this run(?: only)?)\.?$/i.test(text)) {
    return { screen: done };
  }

  const until = untilDate(text, situation.today());
  const { key, reason, keys } = purpose;
  const [check = '', facet] = key.split('/');
  return until.ok
    ? {
        screen: done,
        act: {
          do: 'accept',
          wish: { check, ...(facet === undefined ? {} : { facet }), keys, until: until.date, reason },
        },
      }
    : problem(until.problem);
}
