import { plural } from '../../text/plural.js';
import type { Look } from './look.js';

/** Something bad that is counted since the deploy, and that does not go away by itself. */
export interface SinceDeploy {
  /**
   * To be told before each look.
   * @param excused whether somebody said that it was not caused by this, and it was not well since
   */
  readonly begin: (excused: boolean, count: number) => void;
  /** It was looked at to the end once: what an excuse means is known from then on. */
  readonly looked: () => void;
  /** Undefined as long as there are no more than may be; `first` is the first of them, raw. */
  readonly failed: (count: number, first: string | undefined) => Look | undefined;
  readonly quiet: (count: number) => string;
}

/**
 * Counts until somebody said that it was not caused by this; then only further ones do.
 * @param what one of them, `line`
 * @param max so many are nothing
 * @param forgiven excused before this process
 */
export function countSinceDeploy(what: string, max: number, forgiven: number): SinceDeploy {
  let known = forgiven;
  let knownExcuse = false;
  let hasLooked = false;
  return {
    begin(excused, count) {
      if (excused && !knownExcuse && hasLooked) {
        known = count;
      }

      knownExcuse = excused;
    },
    looked() {
      hasLooked = true;
    },
    failed: (count, first) =>
      count - known > max
        ? {
            state: 'failed',
            value: count,
            atOnce: true,
            text: `${plural(count, what)} since the deploy: ${first ?? ''}`,
          }
        : undefined,
    quiet: (count) =>
      count === 0
        ? `no ${what} since the deploy`
        : count === known
          ? `no further ${what}; ${count} before`
          : `${plural(count, what)} since the deploy`,
  };
}
