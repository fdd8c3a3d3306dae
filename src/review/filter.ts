import type { RunFacts } from '../run/run-facts.js';
import type { Outcome, RunDigest } from '../run/summary.js';

/** Which runs somebody wants to see. Whatever is given has to hold; nothing given: all of them. */
export interface Filter {
  /** When it began: not before this instant. */
  readonly since?: Date;
  /** Not at or after this one. */
  readonly until?: Date;
  /** Part of the name of who started it, upper and lower case alike. */
  readonly operator?: string;
  readonly target?: string;
  readonly outcome?: Outcome;
  /** Id of an item that was looked at or asked; with `override`: that was overridden. */
  readonly item?: string;
  /** Something was overridden. */
  readonly override?: true;
}

/** What every run is judged by: the index knows it. */
export interface Judged {
  readonly digest: RunDigest;
  readonly facts: RunFacts;
}

/** Written out: the words that `--outcome` takes. The compiler reports one that is none. */
export const outcomes: readonly Outcome[] = [
  'deployed',
  'unconfirmed',
  'failed',
  'rolled-back',
  'stopped',
  'no-go',
  'interrupted',
  'unknown',
  'dry-run',
  'running',
  'paused',
];

/** The facts are asked for last, and only where they are needed: they may have to be read first. */
export function passesFilter(filter: Filter, run: Judged): boolean {
  const { digest } = run;
  return (
    (filter.since === undefined || digest.started >= filter.since.toISOString()) &&
    (filter.until === undefined || digest.started < filter.until.toISOString()) &&
    (filter.operator === undefined || digest.operator.toLowerCase().includes(filter.operator.toLowerCase())) &&
    (filter.target === undefined || digest.target === filter.target) &&
    (filter.outcome === undefined || digest.outcome === filter.outcome) &&
    (filter.item === undefined || run.facts.items.some((item) => item.id === filter.item)) &&
    (filter.override === undefined || run.facts.items.some((item) => isOverridden(item, filter.item)))
  );
}

const isOverridden = ({ id, answers }: RunFacts['items'][number], wanted: string | undefined): boolean =>
  (wanted === undefined || id === wanted) && answers.some(({ how }) => how === 'override');
