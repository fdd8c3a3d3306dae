import { safeJson } from '../../audit/record.js';
import { runIdTime } from '../../audit/run-id.js';
import { runsNewestFirst } from '../../audit/segment-files.js';
import { exitCodes } from '../../errors.js';
import { createStats } from '../../review/stats/collect.js';
import { renderStats } from '../../review/stats/render.js';
import { toStatsJson } from '../../review/stats/stats-json.js';
import type { Search } from './filter-flags.js';
import { findRuns } from './find-runs.js';
import { type LogPlace, writeLines } from './log-context.js';

export interface StatsFlags {
  readonly json: boolean;
  /** Nothing but ASCII may be drawn. */
  readonly ascii: boolean;
}

/** Counts the runs that somebody looks for. @returns the exit code */
export async function stats(place: LogPlace, search: Search, { json, ascii }: StatsFlags): Promise<number> {
  const { tz, now, stdout, stderr } = place;
  const collector = createStats({ tz, now, ...spanOf(place, search) });
  for (const run of await findRuns(place, search)) {
    collector.add(run);
  }

  const { since, target } = search.filter;
  if (hidesRestores(search)) {
    // Who made a target well again may be somebody else, and later: what was not looked for tells it.
    const filter = { ...(since === undefined ? {} : { since }), ...(target === undefined ? {} : { target }) };
    for (const run of await findRuns(place, { filter })) {
      collector.addContext(run);
    }
  }

  const counted = collector.stats();
  if (json) {
    stdout.write(`${safeJson(toStatsJson(counted))}\n`);
    return exitCodes.ok;
  }

  if (counted.runs.found === 0) {
    stderr.write(isEverything(search) ? 'No run has been recorded yet.\n' : 'No run is like that.\n');
    return exitCodes.ok;
  }

  writeLines(stdout, renderStats(counted, { ...place, ascii }));
  return exitCodes.ok;
}

/** What was asked for; never from before the log began: a week without a log is not a week without deploys. */
function spanOf({ project }: LogPlace, { filter: { since, until } }: Search): { since?: Date; until?: Date } {
  return {
    ...(since === undefined ? {} : { since: later(since, began(project)) }),
    ...(until === undefined ? {} : { until }),
  };
}

const later = (a: Date, b: Date | undefined): Date => (b !== undefined && b > a ? b : a);

function began(project: LogPlace['project']): Date | undefined {
  let oldest: string | undefined;
  for (const [run] of runsNewestFirst(project)) {
    oldest = run;
  }

  return oldest === undefined ? undefined : new Date(runIdTime(oldest));
}

const hidesRestores = ({ filter: { since: _, target: __, ...others }, commit, text }: Search): boolean =>
  Object.keys(others).length > 0 || commit !== undefined || text !== undefined;

const isEverything = ({ filter, commit, text }: Search): boolean =>
  Object.keys(filter).length === 0 && commit === undefined && text === undefined;
