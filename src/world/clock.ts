import { OperatorError } from '../errors.js';

export interface Clock {
  readonly now: () => Date;
  readonly kind: 'system' | 'fixed';
  /** Milliseconds since some start; never set back. */
  readonly monotonicMs: () => number;
}

export const systemClock = (): Clock => ({ now: () => new Date(), kind: 'system', monotonicMs });

/**
 * A clock that stands still at SHIPIT_NOW.
 * @param text ISO 8601 with an offset, e.g. `2026-11-19T11:42:00+03:00`.
 * @throws OperatorError when it is anything else, or a day that does not exist.
 */
export function fixedClock(text: string): Clock {
  const time = Date.parse(text);
  if (!isoWithOffset.test(text) || Number.isNaN(time) || !dayExists(text)) {
    throw new OperatorError(
      `SHIPIT_NOW is ${JSON.stringify(text.slice(0, 80))}, which is no ISO 8601 time with an offset.`,
      {
        hint: 'Write it like 2026-11-19T11:42:00+03:00.',
      },
    );
  }

  return { now: () => new Date(time), kind: 'fixed', monotonicMs };
}

const monotonicMs = (): number => performance.now();

const isoWithOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** JavaScript reads 30 February as 2 March. */
const dayExists = (text: string): boolean => {
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
};
