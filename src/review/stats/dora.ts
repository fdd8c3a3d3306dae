import { hasIncident, isAttempt, isBad, isDeployment, leadTime } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import { createNumbers } from './numbers.js';
import type { BadBy, Dora, Span } from './stats.js';

/** The four figures of some runs. */
export interface DoraCounter {
  readonly add: (run: CountedRun) => void;
  readonly dora: (span: Span | undefined, restore: Dora['restore']) => Dora;
}

export function createDora(): DoraCounter {
  const counted = { attempts: 0, deployments: 0, bad: 0, leadUnknown: 0 };
  const badBy = { failed: 0, rolledBack: 0, unknown: 0, incident: 0 };
  const leadTimes = createNumbers();
  return {
    add: (run) => {
      if (!isAttempt(run)) {
        return;
      }

      counted.attempts += 1;
      if (isDeployment(run)) {
        counted.deployments += 1;
        const lead = leadTime(run);
        if (lead === undefined) {
          counted.leadUnknown += 1;
        } else {
          leadTimes.add(lead);
        }
      }

      if (isBad(run)) {
        counted.bad += 1;
        for (const reason of reasonsOf(run)) {
          badBy[reason] += 1;
        }
      }
    },
    dora: (span, restore) => {
      const { attempts, deployments, bad, leadUnknown } = counted;
      const perDay = span === undefined ? undefined : deployments / span.days;
      return {
        attempts,
        deployments,
        bad,
        badBy: { ...badBy },
        perDay,
        perWeek: perDay === undefined ? undefined : perDay * 7,
        leadTime: { ...leadTimes.median(), unknown: leadUnknown },
        failShare: attempts === 0 ? undefined : bad / attempts,
        restore,
      };
    },
  };
}

function reasonsOf(run: CountedRun): readonly (keyof BadBy)[] {
  const { outcome } = run.digest;
  const ended = ({ failed: 'failed', 'rolled-back': 'rolledBack', unknown: 'unknown' } as const)[
    outcome as 'failed' | 'rolled-back' | 'unknown'
  ] as keyof BadBy | undefined;
  return [...(ended === undefined ? [] : [ended]), ...(hasIncident(run) ? (['incident'] as const) : [])];
}
