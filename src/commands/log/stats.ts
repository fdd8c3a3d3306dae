import { safeJson } from '../../audit/record.js';
import { exitCodes } from '../../errors.js';
import { createStats } from '../../review/stats/collect.js';
import { renderStats } from '../../review/stats/render.js';
import { toStatsJson } from '../../review/stats/stats-json.js';
import type { Search } from './filter-flags.js';
import { findRuns } from './find-runs.js';
import { type LogPlace, writeLines } from './log-context.js';
import { contextSearch, spanOf } from './stats-scope.js';

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

  const context = contextSearch(search);
  if (context !== undefined) {
    for (const run of await findRuns(place, context)) {
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

const isEverything = ({ filter, commit, text }: Search): boolean =>
  Object.keys(filter).length === 0 && commit === undefined && text === undefined;
