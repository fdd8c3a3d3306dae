import { safeJson } from '../../audit/record.js';
import { exitCodes, OperatorError } from '../../errors.js';
import { markdownRun } from '../../review/export/markdown-run.js';
import { renderRun } from '../../review/show.js';
import { toRunSummary } from '../../run/summary.js';
import { shownRun } from '../shown-run.js';
import { type LogPlace, writeLines } from './log-context.js';
import { namedRun } from './named-run.js';

export interface ShowFlags {
  /** Id, its beginning, `last`, or a commit; `#12` behind it points at a record. */
  readonly run: string;
  readonly json: boolean;
  /** To paste it somewhere else. */
  readonly markdown?: boolean;
}

/**
 * One run, whole.
 * @returns the exit code: 16 when its records are not what was written
 * @throws OperatorError for two kinds of output at once
 */
export async function show(place: LogPlace, { run, json, markdown = false }: ShowFlags): Promise<number> {
  if (json && markdown) {
    throw new OperatorError('--json and --markdown were both given: a run is shown in one way');
  }

  const { project, stdout, stderr } = place;
  const [, named = run, number] = /^(.+)#(\d{1,9})$/u.exec(run) ?? [];
  const { read, page } = shownRun(project, await namedRun(place, named));
  const isWhole = read.damage === undefined && read.foreign === undefined;
  const code = isWhole ? exitCodes.ok : exitCodes.auditBroken;
  if (json) {
    stdout.write(`${safeJson({ schema: 1, run: toRunSummary(page.digest), records: read.records })}\n`);
    return code;
  }

  if (markdown) {
    writeLines(stdout, markdownRun(page, place));
    return code;
  }

  const marked = number === undefined ? {} : { marked: Number(number) };
  writeLines(stdout, renderRun({ ...page, ...place, ...marked }));
  if (number !== undefined && page.records.every(({ seq }) => seq !== Number(number))) {
    stderr.write(`Record ${number} is none of these.\n`);
  }

  return code;
}
