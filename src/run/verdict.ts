import type { Level, Verdict } from '../checklist/model.js';

const badness: Readonly<Record<Verdict, number>> = { 'n/a': 0, go: 1, warn: 2, unknown: 3, 'no-go': 4 };

/** Worst wins: no-go > unknown > warn > go > n/a. Of no verdicts at all: `n/a`. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((a, b) => (badness[b] > badness[a] ? b : a), 'n/a');

/** Whether `now` is a worse verdict than `before`. */
export const isWorse = (now: Verdict, before: Verdict): boolean => badness[now] > badness[before];

/** Only these two let an item pass without a person. */
export const passes = (verdict: Verdict): boolean => verdict === 'go' || verdict === 'n/a';

/** The level that allows less. */
export const weaker = (a: Level, b: Level): Level => (levels.indexOf(a) > levels.indexOf(b) ? a : b);

const levels: readonly Level[] = ['block', 'warn', 'info', 'off'];

/**
 * The worst verdict that `level` allows: `warn` caps at warn; `info` and `off` never stand in the way, whatever was
 * found stays visible in the details.
 */
export function cap(verdict: Verdict, level: Level): Verdict {
  if (passes(verdict) || level === 'block') {
    return verdict;
  }

  return level === 'warn' ? 'warn' : 'go';
}
