import { showMinutes } from '../../calendar/hours.js';
import { showMoment } from '../../calendar/show.js';
import { plural } from '../../text/plural.js';
import type { FacetFound, Found, GatherContext, Kind } from '../kind.js';
import { allowedQuestion, nextOf, reasonFacet, waitFacet } from './hotfix-facets.js';
import { type LaneOptions, laneOptions } from './options.js';
import { lookAtRange } from './range-facets.js';
import { rateFacet } from './rate.js';
import { showTrain, trainInWords } from './train.js';
import { lookAtTrain, type TrainLook } from './train-look.js';

/** The train, or a hotfix between two trains (checks.md section 5.9). */
export const lane: Kind<LaneOptions> = {
  name: 'lane',
  options: laneOptions,
  question: () => 'Can this wait for the next train?',
  go: 'no',
  why: 'A change went out between two trains because somebody could, and took the site down for everybody.',
  facets: {
    wait: { level: 'block', go: 'no', question: () => 'Can this wait for the next train?' },
    reason: { level: 'block', go: 'yes', question: () => 'Is it one of the reasons for a hotfix?' },
    small: {
      level: 'warn',
      go: 'yes',
      question: (_facts, { hotfix }) => `Are these at most ${plural(hotfix.max_changes, 'change')}?`,
      why: 'What is in a hurry is read by few: of a few commits everybody can say what they do.',
    },
    allowed: { level: 'block', go: 'yes', question: (_facts, { hotfix }) => allowedQuestion(hotfix) },
    backported: {
      level: 'warn',
      go: 'yes',
      question: () => 'Is every commit also on the main line?',
      why: 'A fix that only the release branch has is gone with the next train.',
    },
    rate: { level: 'info', go: 'yes', question: () => 'Do deploys between the trains go well?' },
  },
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 60_000,
  boundToCommit: true,
  alwaysLookAgain: 'if-quick',
  needsPrevious: 'meanwhile',
  once: true,
  readsItems: true,
  gather,
};

async function gather(options: LaneOptions, context: GatherContext): Promise<Found> {
  const look = await lookAtTrain(options.train, context);
  return look.lane === 'train' ? onTrain(look) : past(look, options, context);
}

/** Inside the train nothing is asked. */
function onTrain(look: TrainLook): Found {
  const until = look.current === undefined ? '' : `, until ${showMoment(look.current.to, look.now.date)}`;
  const summary = `this is the train${until}`;
  const none: FacetFound = { verdict: 'n/a', summary };
  return {
    verdict: 'n/a',
    summary,
    facts: trainFacts(look),
    facets: Object.fromEntries(Object.keys(lane.facets).map((name) => [name, none])),
  };
}

/** A lane that is not known is asked about as if it were a hotfix. */
async function past(look: TrainLook, { hotfix }: LaneOptions, context: GatherContext): Promise<Found> {
  const range = await lookAtRange(hotfix, context);
  const { facts: rate, ...rateFound } = rateFacet(look, context.history.runs, context.target.name, context.now);
  return {
    summary: summaryOf(look, range.commits),
    detail: detailOf(look, rateFound),
    facts: { ...trainFacts(look), commits: range.commits ?? null, forbidden: range.forbidden.slice(0, 50), rate },
    facets: {
      wait: waitFacet(look),
      reason: reasonFacet(hotfix, context.reason),
      allowed: range.facets.allowed,
      small: range.facets.small,
      backported: range.facets.backported,
      rate: rateFound,
    },
    sources: range.sources,
  };
}

function summaryOf(look: TrainLook, commits: number | undefined): string {
  const next = nextOf(look);
  const what = look.lane === 'hotfix' ? 'hotfix' : 'train or hotfix, which is not known';
  return [
    what,
    ...(commits === undefined ? [] : [plural(commits, 'commit')]),
    ...(next === undefined ? [] : [`next train ${showTrain(next, look.now.date)}`]),
  ].join(', ');
}

const detailOf = ({ train, doubt }: TrainLook, rate: FacetFound): readonly string[] => [
  ...(train === undefined ? [] : [`The train: ${trainInWords(train)}`]),
  ...(doubt === undefined ? [] : [doubt]),
  ...(rate.verdict === 'n/a' ? [] : [`From the log: ${rate.summary}`]),
];

/** `lane` is what other items go by; null: it is not known. */
function trainFacts(look: TrainLook) {
  const next = nextOf(look);
  return {
    lane: look.lane === 'unknown' ? null : look.lane,
    train: look.train === undefined ? null : trainInWords(look.train),
    next_train: next === undefined ? null : `${next.date} ${showMinutes(next.minutes)}`,
  };
}
