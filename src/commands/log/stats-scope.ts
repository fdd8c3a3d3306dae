import { runIdTime } from '../../audit/run-id.js';
import { runsNewestFirst } from '../../audit/segment-files.js';
import type { Search } from './filter-flags.js';
import type { LogPlace } from './log-context.js';

/** What was asked for; never from before the log began: a week without a log is not a week without deploys. */
export function spanOf(
  { project }: Pick<LogPlace, 'project'>,
  { filter: { since, until } }: Search,
): { since?: Date; until?: Date } {
  return {
    ...(since === undefined ? {} : { since: later(since, began(project)) }),
    ...(until === undefined ? {} : { until }),
  };
}

/**
 * Who made a target well again may be somebody else, and later: what was not looked for tells it. Undefined where the
 * search hides nobody.
 */
export function contextSearch({ filter, commit, text }: Search): Search | undefined {
  const { since, target, ...others } = filter;
  return Object.keys(others).length > 0 || commit !== undefined || text !== undefined
    ? { filter: { ...(since === undefined ? {} : { since }), ...(target === undefined ? {} : { target }) } }
    : undefined;
}

const later = (a: Date, b: Date | undefined): Date => (b !== undefined && b > a ? b : a);

function began(project: LogPlace['project']): Date | undefined {
  let oldest: string | undefined;
  for (const [run] of runsNewestFirst(project)) {
    oldest = run;
  }

  return oldest === undefined ? undefined : new Date(runIdTime(oldest));
}
