import type { GoAnswer, Level, OverrideRule, Verdict } from '../checklist/model.js';
import type { Answered } from './events.js';
import type { Evidence } from './evidence.js';
import { questionKey } from './fold.js';
import type { PlannedItem } from './plan.js';
import type { Logged, Run } from './run.js';
import { cap, isWorse, passes, weaker, worst } from './verdict.js';
import { finished } from './watch.js';
import type { WatchPlan } from './watch-plan.js';
import { doubts, isOver, liveQuestions, warnings, watchSummary } from './watch-questions.js';

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
  /** Keys of the findings it is about. */
  readonly findings: readonly string[];
  /** A go counts from then on: UTC, ISO 8601. Whoever makes the answer's event has to refuse it before. */
  readonly goNotBefore?: string;
}

export interface Standing {
  readonly item: PlannedItem;
  /** `waiting`: no evidence yet. `open`: somebody has to answer. `settled`: nothing left to do. */
  readonly state: 'waiting' | 'open' | 'settled';
  /** What counts for the launch: evidence and answers together. */
  readonly verdict: Verdict;
  readonly summary: string;
  readonly questions: readonly Question[];
  readonly overridden: boolean;
}

/** Where an item stands: its questions, and what they come to. */
export function standing(run: Run, item: PlannedItem): Standing {
  const evidence = run.evidence[item.id]?.event;
  if (isWatched(run, item)) {
    return watchStanding(run, item, item.watch);
  }

  if (evidence === undefined && !item.human) {
    return { item, state: 'waiting', verdict: 'unknown', summary: '', questions: [], overridden: false };
  }

  const questions = questionsOf(run, item);
  const open = questions.some((question) => question.answer === undefined);
  const verdicts = questions.map((question) => (question.answer ? counted(question.answer.event) : question.verdict));
  return {
    item,
    state: open ? 'open' : 'settled',
    verdict: worst(verdicts),
    summary: evidence?.summary ?? humanSummary(questions[0]),
    questions,
    overridden: questions.some((question) => question.answer?.event.how === 'override'),
  };
}

/** A watch goes on for as long as nobody called it finished: between its questions it waits. */
function watchStanding(run: Run, item: PlannedItem, plan: WatchPlan): Standing {
  const watch = run.watches[item.id];
  const questions = questionsOf(run, item);
  const open = questions.some((one) => one.answer === undefined);
  const over = isOver(watch) && run.evidence[item.id] !== undefined;
  const verdicts = questions.map((one) => (one.answer ? counted(one.answer.event) : one.verdict));
  const doubtful = over && [...doubts(watch, plan), ...warnings(watch)].length > 0 ? cap('warn', item.level) : 'go';
  return {
    item,
    state: open ? 'open' : over ? 'settled' : 'waiting',
    verdict: over || open ? worst([...verdicts, doubtful]) : 'unknown',
    summary: watch?.started === undefined ? '' : watchSummary(watch, plan),
    questions,
    overridden: questions.some((one) => one.answer?.event.how === 'override'),
  };
}

/** Whether somebody has to watch. Not where its `when` does not hold: then nobody looked at a single facet. */
export function isWatched(run: Run, item: PlannedItem): item is PlannedItem & { readonly watch: WatchPlan } {
  const evidence = run.evidence[item.id]?.event;
  const waived = evidence?.verdict === 'n/a' && evidence.facets.length === 0 && !item.killer;
  return item.watch !== undefined && !waived;
}

/**
 * The questions of an item, in the order they are asked: one for every facet that is not go, then the item's own where
 * a person always answers or there are no facets. An item that is go has one question, which passes by itself.
 */
export function questionsOf(run: Run, item: PlannedItem): readonly Question[] {
  const evidence = run.evidence[item.id]?.event;
  if (item.human) {
    const waived = evidence?.verdict === 'n/a' && !item.killer;
    return [own(run, item, waived ? 'n/a' : 'unknown', waived ? (evidence?.summary ?? '') : '', 'human')];
  }

  if (isWatched(run, item)) {
    return [...(evidence === undefined ? [] : foundQuestions(run, item, evidence)), ...live(run, item, item.watch)];
  }

  if (evidence === undefined) {
    return [];
  }

  const facets = facetQuestions(run, item, evidence);
  if (item.alwaysAsks) {
    const blocks = evidence.verdict === 'no-go' || (evidence.verdict === 'unknown' && item.unknown === 'block');
    const mode = facets.length === 0 && blocks ? undefined : 'human';
    return [...facets, own(run, item, facets.length === 0 ? neverWaived(evidence) : 'go', evidence.summary, mode)];
  }

  return facets.length > 0
    ? facets
    : [own(run, item, item.killer ? neverWaived(evidence) : evidence.verdict, evidence.summary, undefined)];
}

/** One for every facet that is not go. */
function facetQuestions(run: Run, item: PlannedItem, evidence: Evidence): readonly Question[] {
  return evidence.facets
    .filter((facet) => !passes(facet.verdict) || saidNoTo(run, item, facet.name))
    .map((facet): Question => {
      const findings = openKeys(evidence).filter((key) => `${key}:`.startsWith(`${item.id}:${facet.name}:`));
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
        level: item.level,
        unknown: item.unknown,
        findings,
        mode: undefined,
      });
    });
}

/** What was found once, before the watch asks anything by itself. */
const foundQuestions = (run: Run, item: PlannedItem, evidence: Evidence): readonly Question[] =>
  evidence.facets.length > 0 || passes(evidence.verdict)
    ? facetQuestions(run, item, evidence)
    : [own(run, item, evidence.verdict, evidence.summary, undefined)];

/** What a watch asks by itself; a person always answers. */
const live = (run: Run, item: PlannedItem, plan: WatchPlan): readonly Question[] =>
  liveQuestions(run, item.id, plan).map((asked) =>
    question(run, {
      ...asked,
      key: questionKey(item.id, asked.facet),
      check: item.id,
      override: asked.facet === 'probes' ? 'no' : item.override,
      level:
        asked.facet === finished
          ? item.level
          : weaker(item.level, plan.levels[asked.facet === 'probes' ? 'probes' : 'human']),
      unknown: item.unknown,
      findings: [],
      mode: asked.facet === 'probes' ? 'no-go' : 'human',
    }),
  );

/**
 * A person's no stands until they take it back, whatever became of the evidence since: an acknowledgement that came
 * later is no answer.
 */
const saidNoTo = (run: Run, item: PlannedItem, facet: string): boolean =>
  run.answers[questionKey(item.id, facet)]?.event.answer === 'no-go';

/** An accepted finding is nothing to answer; when that ends, it is a new one to every answer. */
const openKeys = ({ findings }: Evidence): readonly string[] =>
  findings.filter((finding) => finding.acked_by === undefined).map((finding) => finding.key);

/** For what nothing may leave out: with all its facets n/a there is no objection, without any nobody looked. */
const neverWaived = ({ verdict, facets }: Evidence): Verdict =>
  verdict !== 'n/a' ? verdict : facets.length > 0 ? 'go' : 'unknown';

/** The item's own question. */
function own(run: Run, item: PlannedItem, verdict: Verdict, summary: string, mode: Mode | undefined): Question {
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

interface Draft extends Omit<Question, 'mode' | 'answer' | 'saidNo'> {
  readonly level: Level;
  readonly unknown: PlannedItem['unknown'];
  readonly mode: Mode | undefined;
}

function question(run: Run, { level, unknown, mode, ...draft }: Draft): Question {
  const logged = run.answers[draft.key];
  const given = logged && stillHolds(logged.event, draft.verdict, draft.findings) ? logged : undefined;
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
  return {
    ...draft,
    verdict,
    summary: `${given.event.by} said no${given.event.reason ? `: ${given.event.reason}` : ''}`,
    mode: modeOf(verdict, unknown),
    saidNo,
    ...(passes(verdict) ? { answer: given } : {}),
  };
}

/** An answer holds while what it was about has not become worse, and nothing new was found. */
function stillHolds(answer: Answered, verdict: Verdict, findings: readonly string[]): boolean {
  return !isWorse(verdict, answer.seen) && findings.every((key) => answer.findings.includes(key));
}

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

const counted = (answer: Answered): Verdict =>
  answer.answer === 'go' || answer.answer === 'n/a' ? answer.answer : answer.answer === 'no-go' ? 'go' : 'unknown';

/** `by Per M.`, `by Ada L.: no migration in this release`. */
function humanSummary(first: Question | undefined): string {
  const answer = first?.answer?.event;
  return answer === undefined
    ? (first?.summary ?? '')
    : `by ${answer.by}${answer.reason === undefined ? '' : `: ${answer.reason}`}`;
}
