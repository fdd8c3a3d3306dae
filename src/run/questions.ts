import type { Verdict } from '../checklist/model.js';
import type { Answered } from './events.js';
import type { Evidence } from './evidence.js';
import { questionKey } from './fold.js';
import type { PlannedItem } from './plan.js';
import { facetQuestions, own, type Question, question } from './question.js';
import type { Run } from './run.js';
import { toldWords } from './told-words.js';
import { cap, passes, weaker, worst } from './verdict.js';
import { finished } from './watch.js';
import type { WatchPlan } from './watch-plan.js';
import { isOver, liveQuestions, reservations, watchSummary } from './watch-questions.js';

export type { Mode, Question } from './question.js';

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
    summary: summaryOf(evidence, questions),
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
  const doubtful = over && reservations(watch, plan).length > 0 ? cap('warn', item.level) : 'go';
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

/** For what nothing may leave out: with all its facets n/a there is no objection, without any nobody looked. */
const neverWaived = ({ verdict, facets }: Evidence): Verdict =>
  verdict !== 'n/a' ? verdict : facets.length > 0 ? 'go' : 'unknown';

const counted = (answer: Answered): Verdict =>
  answer.answer === 'go' || answer.answer === 'n/a' ? answer.answer : answer.answer === 'no-go' ? 'go' : 'unknown';

/** What was found; once people have said all that only they know, that, what they told in words of their own first. */
function summaryOf(evidence: Evidence | undefined, questions: readonly Question[]): string {
  if (evidence === undefined) {
    return humanSummary(questions[0]);
  }

  const asked = questions.filter(({ human }) => human);
  const told = asked.filter(({ answer }) => answer?.event.told !== undefined);
  const said = [...told, ...asked.filter((one) => !told.includes(one))].flatMap(({ answer, ...question }) =>
    answer === undefined ? [] : saidWords(question, answer.event),
  );
  return asked.length === 0 || said.length < asked.length ? evidence.summary : said.join('; ');
}

/** `Bob K. (on call): yes by Ada L.`, `regression: checkout is broken (https://issues.test/1)` */
function saidWords({ summary, go, form }: Omit<Question, 'answer'>, answer: Answered): string {
  const { by, reason } = answer;
  const told = toldWords(answer, form);
  switch (answer.answer) {
    case 'go':
      return answer.how !== 'human' ? summary : told === '' ? `${summary}: ${go} by ${by}` : told;
    case 'n/a':
      return `does not apply: ${reason ?? ''}`;
    default:
      return summary;
  }
}

/** `by Per M.`, `by Ada L.: no migration in this release`. */
function humanSummary(first: Question | undefined): string {
  const answer = first?.answer?.event;
  return answer === undefined
    ? (first?.summary ?? '')
    : `by ${answer.by}${answer.reason === undefined ? '' : `: ${answer.reason}`}`;
}
