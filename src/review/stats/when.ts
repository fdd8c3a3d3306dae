import { isAttempt, isBad, isDeployment, launchedAt, liveAt } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import { createLocalTimes, dateOfDay } from './local-time.js';
import type { Hours, WeekStats } from './stats.js';

/** When attempts are launched, and how many deployments each week had. */
export interface WhenCounter {
  readonly add: (run: CountedRun) => void;
  readonly weeks: () => readonly WeekStats[];
  readonly hours: () => Hours;
}

/** @param tz IANA zone */
export function createWhen(tz: string): WhenCounter {
  const localTime = createLocalTimes(tz);
  const weeks = new Map<number, number>();
  const attempts = emptyWeek();
  const bad = emptyWeek();
  const addHour = (table: number[][], ms: number): void => {
    const { weekday, hour } = localTime(ms);
    const row = table[weekday] ?? [];
    row[hour] = (row[hour] ?? 0) + 1;
  };
  return {
    add: (run) => {
      const launched = isAttempt(run) ? launchedAt(run) : undefined;
      const live = isDeployment(run) ? liveAt(run) : undefined;
      if (launched !== undefined) {
        addHour(attempts, launched);
        if (isBad(run)) {
          addHour(bad, launched);
        }
      }

      if (live !== undefined) {
        const { monday } = localTime(live);
        weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
      }
    },
    weeks: () =>
      [...weeks].sort(([a], [b]) => a - b).map(([monday, deployments]) => ({ monday: dateOfDay(monday), deployments })),
    hours: () => ({ attempts: attempts.map((row) => [...row]), bad: bad.map((row) => [...row]) }),
  };
}

const emptyWeek = (): number[][] => Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
