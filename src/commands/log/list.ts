import { safeJson } from '../../audit/record.js';
import { exitCodes } from '../../errors.js';
import { renderList } from '../../review/list.js';
import { toRunSummary } from '../../run/summary.js';
import type { Search } from './filter-flags.js';
import { findRuns } from './find-runs.js';
import { type LogPlace, writeLines } from './log-context.js';

/** For people who gave no limit: what fits on a screen. Programs get everything. */
const usualLimit = 20;

/** One line a run, newest first. @returns the exit code */
export async function list(place: LogPlace, search: Search, { json }: { readonly json: boolean }): Promise<number> {
  const { stdout, stderr } = place;
  if (json) {
    for (const run of await findRuns(place, search)) {
      const { digest, problem } = run.checked();
      stdout.write(`${safeJson({ ...toRunSummary(digest), ...(problem === undefined ? {} : { problem }) })}\n`);
    }

    return exitCodes.ok;
  }

  const most = search.limit ?? usualLimit;
  const found = [...(await findRuns(place, { ...search, limit: most + 1 }))];
  if (found.length === 0) {
    stderr.write(isEverything(search) ? 'No run has been recorded yet.\n' : noneIsLikeThat(search));
  }

  writeLines(
    stdout,
    renderList(
      found.slice(0, most).map((run) => run.checked()),
      place,
    ),
  );
  if (found.length > most) {
    const more = `--limit ${most * 5}`;
    stderr.write(`Older runs are not shown: ${isEverything(search) ? `shipit log list ${more}` : `add ${more}`}\n`);
  }

  return exitCodes.ok;
}

const noneIsLikeThat = ({ text }: Search): string =>
  `No run is like that.${text === undefined ? '' : ' What deploys printed was not looked through: open a run with `shipit log`, then e.'}\n`;

const isEverything = ({ filter, commit, text }: Search): boolean =>
  Object.keys(filter).length === 0 && commit === undefined && text === undefined;
