import { lastDeployId } from '../checklist/reserved.js';
import { type Previous, type Release, short } from '../run/release.js';
import { plural } from '../text/plural.js';
import type { FacetFound, GatherContext, History, PastDeploy, PastRun } from './kind.js';
import { dayOf } from './release-words.js';

type Checklist = GatherContext['checklist'];

/**
 * Facet `previous`: how the last attempt ended, and whether this very commit was taken back before, which is a no-go. Of
 * any other trouble only a person can say whether it is understood (checks.md 5.12).
 */
export function previousFacet(history: History, checklist: Checklist, now: Date): FacetFound {
  const { damaged, runs = [] } = history;
  if (damaged !== undefined) {
    return damagedLog(damaged);
  }

  const ahead = runs.find(({ started }) => Date.parse(started) > now.getTime() + clocksDifferMs);
  if (ahead !== undefined) {
    return fromTheFuture(ahead, checklist);
  }

  const takenBack = history.sameCommit[0];
  if (takenBack?.outcome === 'rolled-back') {
    const said = `this very commit was rolled back ${by(takenBack, checklist)}`;
    return trouble(takenBack, said, 'Did this commit end well when it was last deployed?', 'no-go');
  }

  const last = history.lastAttempt;
  if (last === undefined) {
    return { verdict: 'n/a', summary: 'the log knows of no deploy before' };
  }

  const who = `${short(last.commit)} ${by(last, checklist)}${incidentsOf(last)}`;
  const { incidents = 0 } = last;
  if (incidents > 0 && (last.outcome === 'deployed' || last.outcome === 'unconfirmed')) {
    const said = `${last.outcome === 'deployed' ? 'deployed' : 'never confirmed'}: ${who}`;
    // Whoever accepted one incident has not accepted the next.
    const outcome = incidents === 1 ? 'incident' : `incident-${incidents}`;
    return trouble({ ...last, outcome }, said, 'Is the cause of the incident understood?');
  }

  switch (last.outcome) {
    case 'deployed':
      return { verdict: 'go', summary: `deployed: ${who}` };
    case 'unconfirmed':
      if (checklist.checks.some(({ id }) => id === lastDeployId)) {
        return { verdict: 'n/a', summary: `never confirmed, which is a question of its own: ${who}` };
      }

      return trouble(last, `never confirmed: ${who}`, 'Was the last deploy ever seen to work?');
    case 'failed':
      if (last.rollBack !== undefined) {
        return trouble(last, `not rolled back well: ${who}`, 'Is it understood what became of the roll-back?');
      }

      return trouble(last, `failed: ${who}`, 'Is the cause of the failed deploy understood?');
    case 'rolled-back':
      return trouble(last, `rolled back: ${who}`, 'Is the cause of the rollback understood?');
    default:
      return trouble(last, `ended ${last.outcome}: ${who}`, 'Is it known how the last deploy ended?');
  }
}

/** A log that somebody changed proves nothing about the last deploy, whatever it says. */
function damagedLog({ run, text }: NonNullable<History['damaged']>): FacetFound {
  const said = `the log of run ${run} cannot be trusted, so how the last deploy ended is not known`;
  return {
    verdict: 'no-go',
    summary: said,
    detail: [text, 'See what is wrong with: shipit log verify'],
    question: 'Is it known how the last deploy ended?',
    findings: [{ key: `damaged:${run}`, verdict: 'no-go', text: said }],
  };
}

/** As far apart as clocks that are right may be, in milliseconds. */
const clocksDifferMs = 5 * 60_000;

/** Runs are in the order of the clock: with one from the future nobody can say which was the last. */
function fromTheFuture({ run, started }: PastRun, checklist: Checklist): FacetFound {
  const said = `run ${run} began on ${dayOf(started, checklist)}, which is still to come: the clock was or is wrong, so which deploy was the last is not known`;
  return {
    verdict: 'unknown',
    summary: said,
    detail: ['Is the clock of this machine right? Look at: shipit log list'],
    question: 'Is it known how the last deploy ended?',
    findings: [{ key: `clock:${run}`, verdict: 'unknown', text: said }],
  };
}

/** Noted by somebody after the run had ended. */
const incidentsOf = ({ incidents = 0 }: PastDeploy): string =>
  incidents === 0 ? '' : `, with ${incidents === 1 ? 'an incident' : `${incidents} incidents`} noted since`;

const by = ({ operator, at }: PastDeploy, checklist: Checklist): string => `on ${dayOf(at, checklist)} by ${operator}`;

/** The key names the deploy: accepting one trouble does not accept the next. */
const trouble = (
  { run, outcome }: PastDeploy,
  text: string,
  question: string,
  verdict: 'no-go' | 'unknown' = 'unknown',
): FacetFound => ({
  verdict,
  summary: text,
  question,
  findings: [{ key: `${outcome}:${run}`, verdict, text }],
});

/** Facet `same`: deploying again what is live is legitimate, after a change of the server for example. */
export const sameFacet = (previous: Previous, release: Release): FacetFound =>
  previous.commit === release.commit
    ? { verdict: 'warn', summary: 'this commit is already live' }
    : { verdict: 'go', summary: `${short(previous.commit)} is live now` };

/** Facet `size`. Ages in milliseconds. */
export function sizeFacet(
  commits: number,
  sinceMs: number | undefined,
  limits: { readonly max_commits: number; readonly max_age: number },
): FacetFound {
  const days = sinceMs === undefined ? undefined : Math.floor(sinceMs / 86_400_000);
  const big = commits > limits.max_commits || (sinceMs ?? 0) > limits.max_age;
  const summary =
    plural(commits, 'commit') + (days === undefined ? '' : `, ${plural(days, 'day')} since the last deploy`);
  const question = `More than ${plural(limits.max_commits, 'commit')} or ${plural(Math.floor(limits.max_age / 86_400_000), 'day')}?`;
  return { verdict: big ? 'warn' : 'go', summary, question };
}
