import { isBad } from './attempt.js';
import { createBadAttempts } from './bad-attempts.js';
import { createBeside } from './beside.js';
import type { CountedRun } from './counted-run.js';
import { createDora, type DoraCounter } from './dora.js';
import { createItems } from './items.js';
import { createOperators } from './operators.js';
import { createRestores } from './restore.js';
import { createRunCounter } from './run-counts.js';
import type { Stats } from './stats.js';
import { createWhen } from './when.js';

export interface StatsOptions {
  /** IANA zone in which weeks, weekdays and hours are told. */
  readonly tz: string;
  readonly now: Date;
  /** What was asked for; without it the span begins with the first run, and ends now or with the last one. */
  readonly since?: Date;
  readonly until?: Date;
}

/** Takes runs one by one, in any order, and keeps figures only. */
export interface StatsCollector {
  readonly add: (run: CountedRun) => void;
  /**
   * A run that is not counted, but may have made a target well again: needed where runs are left out by anything but
   * target and beginning. Every run that is added counts by itself.
   */
  readonly addContext: (run: CountedRun) => void;
  readonly stats: () => Stats;
}

export function createStats({ tz, now, since, until }: StatsOptions): StatsCollector {
  const runs = createRunCounter();
  const total = createDora();
  const targets = new Map<string, DoraCounter>();
  const restores = createRestores();
  const parts = {
    items: createItems(),
    beside: createBeside(),
    bad: createBadAttempts(),
    operators: createOperators(),
    when: createWhen(tz),
  };
  return {
    add: (run) => {
      if (!runs.add(run)) {
        return;
      }

      const target = targets.get(run.digest.target) ?? createDora();
      targets.set(run.digest.target, target);
      for (const part of [total, target, ...Object.values(parts)]) {
        part.add(run);
      }
      restores.addWell(run);
      if (isBad(run)) {
        restores.addBad(run);
      }
    },
    addContext: (run) => {
      if (!run.damaged) {
        restores.addWell(run);
      }
    },
    stats: () => {
      const span = runs.span({ now, since, until });
      return {
        span,
        tz,
        runs: runs.counts(),
        dora: total.dora(span, restores.restore()),
        targets: [...targets]
          .map(([target, one]) => ({ target, ...one.dora(span, restores.restore(target)) }))
          .sort((a, b) => b.attempts - a.attempts || (a.target < b.target ? -1 : 1)),
        weeks: parts.when.weeks(),
        items: parts.items.items(),
        bad: parts.bad.newest(parts.beside.itemsOf),
        beside: parts.beside.beside(),
        operators: parts.operators.operators(),
        hours: parts.when.hours(),
      };
    },
  };
}
