import { faultOf } from '../audit/fault-of.js';
import type { ProjectPaths } from '../audit/state.js';
import { type Listed, listSummaries } from '../audit/summaries.js';
import type { History, PastDeploy, PastRun } from '../checks/kind.js';
import { changedAt, type RunDigest } from '../run/summary.js';
import { overridesIn, type PastOverrides } from './override-history.js';
import { answersSince } from './past-answers.js';
import { factsIn } from './past-facts.js';
import { stepsOf } from './past-steps.js';

/** Runs that tried to change what a target runs, by their outcome. */
const attempts: ReadonlySet<string> = new Set(['deployed', 'unconfirmed', 'failed', 'rolled-back', 'unknown']);

/** How many runs of the log are looked through, newest first. */
const lookBack = 500;

/** How many runs since the last attempt are looked at closely, newest first. */
const lookClosely = 20;

/** How many earlier runs are looked through for the reason of the last override. */
const lookBackForReasons = 20;

/** What the log knows about a target. Read once: other runs end while this one is walked, and the last look asks anew. */
export interface PastRuns {
  /** The commit that the log says is live, with the time of its deploy and who deployed it. */
  readonly lastLive:
    | {
        readonly commit: string;
        readonly at: string;
        readonly by: string;
        /** The newest attempt since that should not be live: rolled back, or failed. */
        readonly tried?: { readonly commit: string; readonly how: 'roll-back' | 'deploy' };
      }
    | undefined;
  /** The newest run that deployed, or tried to. */
  readonly lastAttempt: PastDeploy | undefined;
  readonly historyOf: (commit: string) => History;
  /** The reason given when this check was last overridden. */
  readonly pastReason: (check: string) => string | undefined;
  /** How often this check was overridden in the last deploys, and how they ended. */
  readonly pastOverrides: (check: string) => PastOverrides;
  /** The newest run of the project, whatever its target, and its last record. */
  readonly newest: { readonly run: string; readonly head: string } | null;
}

/** @param except the run that asks: it is no history of its own */
export function pastRuns(project: ProjectPaths, target: string, except?: string): PastRuns {
  const listed = [...listSummaries(project, lookBack)].filter(({ digest }) => digest.run !== except);
  const all = listed.map(({ digest }) => digest);
  const past = all.filter((one) => one.target === target);
  const confirmedLater = new Set(past.map(({ confirms }) => confirms));
  // Where nobody saw the end, what runs may be well and still be something else: that stays unknown.
  const tried = past
    .filter((one) => attempts.has(one.outcome))
    .map((one) =>
      one.outcome === 'unconfirmed' && confirmedLater.has(one.run) ? { ...one, outcome: 'deployed' as const } : one,
    );
  const [lastAttempt] = tried;
  const [newest] = all;
  return {
    lastLive: lastLive(past),
    lastAttempt: lastAttempt && pastDeploy(lastAttempt),
    historyOf: (commit) => {
      const damaged = newestDamaged(project, listed, target);
      return {
        ...(lastAttempt === undefined ? {} : { lastAttempt: pastDeploy(lastAttempt) }),
        sameCommit: tried.filter((one) => one.to === commit).map(pastDeploy),
        ...(damaged === undefined ? {} : { damaged }),
        runs: all.map(pastRun),
        answersTo: (facet, since) => answersSince(project, all, { facet, since }),
        stepsOf: (run) => stepsOf(project, run),
        factsOf: (name, run) => factsIn(project, [{ run, target }, ...all], name),
      };
    },
    pastReason: (check) =>
      past
        .slice(0, lookBackForReasons)
        .flatMap((one) => one.overridden)
        .find((one) => one.question.split('/')[0] === check)?.reason,
    pastOverrides: (check) => overridesIn(tried, check),
    newest: newest === undefined ? null : { run: newest.run, head: newest.head },
  };
}

/**
 * The last attempt counts for what it says only if its records, and those of all runs since, are what was written: a
 * damaged one may have been a later attempt.
 */
function newestDamaged(project: ProjectPaths, listed: readonly Listed[], target: string): History['damaged'] {
  const mayBe = listed.filter(({ digest }) => digest.target === target || digest.target === '');
  const last = mayBe.findIndex(({ digest, damaged }) => !damaged && attempts.has(digest.outcome));
  const since = mayBe.slice(0, Math.min(last === -1 ? mayBe.length : last + 1, lookClosely));
  for (const { digest } of since) {
    const text = faultOf(project, digest.run);
    if (text !== undefined) {
      return { run: digest.run, text };
    }
  }

  return undefined;
}

function lastLive(past: readonly RunDigest[]): PastRuns['lastLive'] {
  let tried: NonNullable<PastRuns['lastLive']>['tried'];
  for (const one of past) {
    tried ??= triedBy(one);
    const said = { at: changedAt(one), by: one.operator, ...(tried === undefined ? {} : { tried }) };
    if (one.outcome === 'deployed' || one.outcome === 'unconfirmed') {
      return { commit: one.to, ...said };
    }

    if (one.outcome === 'rolled-back' && one.from !== null) {
      return { commit: one.from, ...said };
    }
  }

  return undefined;
}

const triedBy = ({ outcome, rollBack, to }: RunDigest): NonNullable<PastRuns['lastLive']>['tried'] =>
  outcome === 'rolled-back' || rollBack !== undefined
    ? { commit: to, how: 'roll-back' }
    : outcome === 'failed' || outcome === 'unknown'
      ? { commit: to, how: 'deploy' }
      : undefined;

const pastDeploy = (digest: RunDigest): PastDeploy => ({
  run: digest.run,
  commit: digest.to,
  operator: digest.operator,
  at: changedAt(digest),
  outcome: digest.outcome,
  ...(digest.rollBack === undefined ? {} : { rollBack: digest.rollBack }),
  ...(digest.handedTo === undefined ? {} : { handedTo: digest.handedTo }),
  ...(digest.leftBecause === undefined ? {} : { leftBecause: digest.leftBecause }),
  ...(digest.incidents === undefined ? {} : { incidents: digest.incidents }),
});

const pastRun = (digest: RunDigest): PastRun => ({
  ...pastDeploy(digest),
  target: digest.target,
  started: digest.started,
  tried: attempts.has(digest.outcome),
});
