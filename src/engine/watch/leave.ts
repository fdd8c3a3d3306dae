import type { WatchEnded } from '../../run/events.js';
import { type LeftBecause, left } from '../../run/watch-answers.js';
import type { Situation } from '../session.js';

/** The record of somebody who leaves before the deploy was confirmed; to be made before the run ends. */
export const leaving = (situation: Situation, because: LeftBecause): WatchEnded =>
  left(
    {
      run: situation.run,
      after: situation.plan.filter(({ phase }) => phase === 'after'),
      by: situation.operator.name,
      now: situation.now,
      probes: (situation.watch?.probes ?? []).map(({ name, host, looks, failures, min, median, max }) => ({
        name,
        host,
        looks,
        failures,
        ...(min === undefined ? {} : { min }),
        ...(median === undefined ? {} : { median }),
        ...(max === undefined ? {} : { max }),
      })),
    },
    because,
  );
