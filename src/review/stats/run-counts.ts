import type { Outcome } from '../../run/summary.js';
import { outcomes } from '../filter.js';
import { isAttempt, isDeployment, launchedAt, liveAt } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import { instantOf } from './instant.js';
import type { RunCounts, Span } from './stats.js';

/** How many runs there are of each sort, and the time in which they lie. */
export interface RunCounter {
  /** @returns whether it is in the other figures */
  readonly add: (run: CountedRun) => boolean;
  readonly counts: () => RunCounts;
  readonly span: (asked: Asked) => Span | undefined;
}

interface Asked {
  readonly now: Date;
  readonly since: Date | undefined;
  readonly until: Date | undefined;
}

export function createRunCounter(): RunCounter {
  const counted = { found: 0, damaged: 0, dryRuns: 0, attempts: 0, deployments: 0 };
  const byOutcome = new Map<Outcome, number>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    add: (run) => {
      const { outcome, started } = run.digest;
      counted.found += 1;
      if (run.damaged) {
        counted.damaged += 1;
        return false;
      }

      byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1);
      if (outcome === 'dry-run') {
        counted.dryRuns += 1;
        return false;
      }

      counted.attempts += isAttempt(run) ? 1 : 0;
      counted.deployments += isDeployment(run) ? 1 : 0;
      first = Math.min(first, instantOf(started) ?? first);
      last = Math.max(last, (isAttempt(run) ? (liveAt(run) ?? launchedAt(run)) : instantOf(started)) ?? last);
      return true;
    },
    counts: () => ({
      ...counted,
      outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, byOutcome.get(outcome) ?? 0])) as Record<
        Outcome,
        number
      >,
    }),
    span: ({ now, since, until }) => {
      if (first === Number.POSITIVE_INFINITY) {
        return undefined;
      }

      const from = Math.max(0, since?.getTime() ?? first);
      // Clocks of hosts go wrong, and logs of tests lie in the future.
      const to = Math.min(until?.getTime() ?? Number.POSITIVE_INFINITY, Math.max(now.getTime(), last));
      return { from, to, days: Math.max(1, (to - from) / dayMs) };
    },
  };
}

const dayMs = 86_400_000;
