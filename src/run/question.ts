import type { GoAnswer, Level, OverrideRule, Verdict } from '../checklist/model.js';
import type { Answered } from './events.js';
import type { Evidence, FacetEvidence, Form } from './evidence.js';
import { questionKey } from './fold.js';
import type { PlannedItem } from './plan.js';
import type { Logged, Run } from './run.js';
import { cap, isWorse, passes, weaker } from './verdict.js';

/**
 * What kind of answer is wanted. `passing`: go evidence that moves on by itself. `no-go` is also what an item is after
 * a person said no: what is left is to stop, to look again, or to override.
 */
export type Mode = 'passing' | 'warning' | 'no-go' | 'unknown' | 'human';

/** One closed question about one fact: an item's own, or one of its facets'. */
export interface Question {
  readonly key: string;
  readonly check: string;
  readonly facet?: string;
  readonly text: string;
  readonly go: GoAnswer;
  readonly mode: Mode;
  /** The verdict that is to be answered. */
  readonly verdict: Verdict;
  readonly summary: string;
  readonly detail: readonly string[];
  readonly override: OverrideRule;
  /** The answer that counts now; absent while the question is open. */
  readonly answer?: Logged<Answered>;
  /** A person said no before: looking again means answering again. */
  readonly saidNo: boolean;
  /** A facet that no machine can know: nothing is wrong with its evidence. */
  readonly human?: true;
  /** What is asked beyond yes and no before a go counts. */
  readonly form?: Form;
  /** Keys of the findings it is about. */
  readonly findings: readonly string[];
  /** A go counts from then on: UTC, ISO 8601. Whoever makes the answer's event has to refuse it before. */
  readonly goNotBefore?: string;
}

/** One for every facet that is not go. */
export function facetQuestions(run: Run, item: PlannedItem, evidence: Evidence): readonly Question[] {
  return evidence.facets
    .filter((facet) => !passes(facet.verdict) || saidNoTo(run, item, facet.name))
    .map((facet): Question => {
      const findings = openKeys(evidence).filter((key) => facetOfKey(key, item.id, evidence)?.name === facet.name);
      return question(run, {
        key: questionKey(item.id, facet.name),
        check: item.id,
        facet: facet.name,
        text: facet.question,
        go: facet.go,
        verdict: facet.verdict,
        summary: facet.summary,
        // An item with a question of its own shows its details there.
        detail: facet.detail ?? (item.alwaysAsks ? [] : evidence.detail),
        override: item.override === 'no' ? 'no' : facet.override,
        level: weaker(item.level, facet.level ?? 'block'),
        unknown: item.unknown,
        findings,
        mode: facet.human ? 'human' : undefined,
        ...(facet.human ? { human: true as const } : {}),
        ...(facet.form === undefined ? {} : { form: facet.form }),
      });
    });
}

/** The item's own question. */
export function own(run: Run, item: PlannedItem, verdict: Verdict, summary: string, mode: Mode | undefined): Question {
  const evidence = run.evidence[item.id]?.event;
  return question(run, {
    key: questionKey(item.id),
    check: item.id,
    text: item.question,
    go: item.go,
    verdict,
    summary,
    detail: evidence?.detail ?? [],
    override: item.override,
    level: item.level,
    unknown: item.unknown,
    findings: evidence === undefined || evidence.facets.length > 0 ? [] : openKeys(evidence),
    // n/a by rule needs nobody, whoever else would have to answer.
    mode: verdict === 'n/a' ? undefined : mode,
  });
}

/** A question before it is known what was answered to it. */
interface Draft extends Omit<Question, 'mode' | 'answer' | 'saidNo'>, Rules {
  readonly mode: Mode | undefined;
}

/** What decides what an answer comes to. */
interface Rules {
  readonly level: Level;
  readonly unknown: PlannedItem['unknown'];
}

/** A question with the answer that still holds. */
export function question(run: Run, { level, unknown, mode, ...draft }: Draft): Question {
  const logged = run.answers[draft.key];
  // What nobody knows is no worse than a no that the level made a warning, and somebody accepted.
  const felt = mode === 'human' ? cap(draft.verdict, level) : draft.verdict;
  const given = logged && stillHolds(logged.event, { ...draft, verdict: felt }) ? logged : undefined;
  const saidNo = given?.event.answer === 'no-go';
  if (!saidNo) {
    return {
      ...draft,
      mode: mode ?? modeOf(draft.verdict, unknown),
      saidNo: false,
      ...(given ? { answer: given } : {}),
    };
  }

  // A no by hand is capped by the item's level like any other: `warn` leaves a warning to accept, `info` nothing.
  const verdict = cap('no-go', level);
  const { form: _forGo, ...rest } = draft;
  return {
    ...rest,
    verdict,
    summary: `${given.event.by} said no${given.event.reason ? `: ${given.event.reason}` : ''}`,
    mode: modeOf(verdict, unknown),
    saidNo,
    ...(passes(verdict) ? { answer: given } : {}),
  };
}

/**
 * An answer holds while what it was about has not become worse, nothing new was found, and all that is asked beside was
 * told. What only a person can know is in the question alone: another question is another answer.
 */
function stillHolds(
  answer: Answered,
  { verdict, findings, human, text, form }: Omit<Draft, 'mode' | keyof Rules>,
): boolean {
  return (
    !isWorse(verdict, answer.seen) &&
    findings.every((key) => answer.findings.includes(key)) &&
    (!human || answer.question === text) &&
    (form === undefined || (human && answer.how === 'accepted-warning') || toldAll(form, answer))
  );
}

const toldAll = ({ choice, lines = [] }: Form, { answer, how, told = {} }: Answered): boolean =>
  answer !== 'go' ||
  how === 'override' ||
  [...(choice === undefined ? [] : [choice]), ...lines.filter(({ least }) => least > 0)].every(
    ({ name }) => told[name] !== undefined,
  );

function modeOf(verdict: Verdict, unknown: PlannedItem['unknown']): Mode {
  switch (verdict) {
    case 'go':
    case 'n/a':
      return 'passing';
    case 'warn':
      return 'warning';
    case 'no-go':
      return 'no-go';
    case 'unknown':
      return unknown === 'block' ? 'no-go' : unknown === 'warn' ? 'warning' : 'unknown';
  }
}

/**
 * A person's no stands until they take it back, whatever became of the evidence since: an acknowledgement that came
 * later is no answer.
 */
const saidNoTo = (run: Run, item: PlannedItem, facet: string): boolean =>
  run.answers[questionKey(item.id, facet)]?.event.answer === 'no-go';

/** An accepted finding is nothing to answer; when that ends, it is a new one to every answer. */
const openKeys = ({ findings }: Evidence): readonly string[] =>
  findings.filter((finding) => finding.acked_by === undefined).map((finding) => finding.key);

/** The facet that a finding of this item is about: of `authors` and `authors:bob` the longer name that fits. */
export const facetOfKey = (key: string, id: string, { facets }: Pick<Evidence, 'facets'>): FacetEvidence | undefined =>
  facets
    .filter(({ name }) => `${key}:`.startsWith(`${id}:${name}:`))
    .reduce<FacetEvidence | undefined>(
      (best, one) => (best === undefined || one.name.length > best.name.length ? one : best),
      undefined,
    );
