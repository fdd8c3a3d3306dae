import { isAttempt, isBad } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import type { OperatorStats } from './stats.js';

/** Attempts by who started them. */
export interface OperatorsCounter {
  readonly add: (run: CountedRun) => void;
  /** Who made most of them first. */
  readonly operators: () => readonly OperatorStats[];
}

export function createOperators(): OperatorsCounter {
  const known = new Map<string, OperatorStats>();
  return {
    add: (run) => {
      const { operator, overrides } = run.digest;
      const before = known.get(operator) ?? { operator, attempts: 0, bad: 0, overrides: 0 };
      if (isAttempt(run)) {
        known.set(operator, {
          operator,
          attempts: before.attempts + 1,
          bad: before.bad + (isBad(run) ? 1 : 0),
          overrides: before.overrides + overrides,
        });
      }
    },
    operators: () => [...known.values()].sort((a, b) => b.attempts - a.attempts || (a.operator < b.operator ? -1 : 1)),
  };
}
