import { resolveRun } from '../audit/read.js';
import { rebuildIndex } from '../audit/rebuild-index.js';
import { safeJson } from '../audit/record.js';
import type { ProjectPaths } from '../audit/state.js';
import { listSummaries } from '../audit/summaries.js';
import { verifyProject } from '../audit/verify.js';
import { exitCodes, OperatorError } from '../errors.js';
import { renderList } from '../review/list.js';
import { renderRun } from '../review/show.js';
import { renderVerification } from '../review/verification.js';
import { toRunSummary } from '../run/summary.js';
import { plural } from '../text/plural.js';
import { shownRun } from './shown-run.js';

/** Where a command says something. */
export interface Output {
  write(text: string): unknown;
}

export interface LogContext {
  readonly project: ProjectPaths;
  readonly sub: 'list' | 'show' | 'verify';
  /** Id, its beginning, or `last`; for `verify` only this run is looked at. */
  readonly run?: string;
  readonly json: boolean;
  /** With `verify`: makes the index anew from the runs afterwards. */
  readonly rebuildIndex?: boolean;
  /** With `list`: at most this many, newest first. */
  readonly limit?: number;
  readonly now: Date;
  /** IANA zone. */
  readonly tz: string;
  readonly color: boolean;
  readonly columns: number;
  /** Its output is no terminal. */
  readonly piped?: boolean;
  readonly stdout: Output;
  readonly stderr: Output;
}

/**
 * Reviews the audit log. Reads only, save `--rebuild-index`.
 * @returns the exit code: 16 when something in the log is not as it was written
 * @throws OperatorError for a run that is not there
 */
export async function logCommand(context: LogContext): Promise<number> {
  switch (context.sub) {
    case 'list':
      return list(context);
    case 'show':
      return show(context);
    case 'verify':
      return verify(context);
  }
}

/** For people who gave no limit: what fits on a screen. Programs get everything. */
const usualLimit = 20;

function list({ project, json, limit, stdout, stderr, ...options }: LogContext): number {
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit > 0)) {
    throw new OperatorError(`--limit is ${limit}: it must be a whole number above 0`);
  }

  if (json) {
    for (const { digest } of listSummaries(project, limit)) {
      stdout.write(`${safeJson(toRunSummary(digest))}\n`);
    }

    return exitCodes.ok;
  }

  const most = limit ?? usualLimit;
  const found = [...listSummaries(project, most + 1, { verify: true })];
  if (found.length === 0) {
    stderr.write('No run has been recorded yet.\n');
  }

  writeLines(stdout, renderList(found.slice(0, most), options));
  if (found.length > most) {
    stderr.write(`Older runs are not shown: shipit log list --limit ${most * 5}\n`);
  }

  return exitCodes.ok;
}

function show({ project, run: wanted = 'last', json, stdout, ...options }: LogContext): number {
  const { read, page } = shownRun(project, resolveRun(project, wanted));
  const code = read.damage === undefined ? exitCodes.ok : exitCodes.auditBroken;
  if (json) {
    stdout.write(`${safeJson({ schema: 1, run: toRunSummary(page.digest), records: read.records })}\n`);
    return code;
  }

  writeLines(stdout, renderRun({ ...page, ...options }));
  return code;
}

function verify({ project, run, json, stdout, stderr, ...options }: LogContext): number {
  const verified = verifyProject(project, run === undefined ? {} : { run: resolveRun(project, run) });
  if (json) {
    const { ok, runs, records, faults } = verified;
    stdout.write(`${safeJson({ schema: 1, ok, runs, records, faults })}\n`);
  } else {
    writeLines(stdout, renderVerification(verified, options));
  }

  if (options.rebuildIndex === true) {
    stderr.write(`The index was made anew: it holds ${plural(rebuildIndex(project), 'run')}.\n`);
  }

  return verified.ok ? exitCodes.ok : exitCodes.auditBroken;
}

function writeLines(out: Output, lines: readonly string[]): void {
  if (lines.length > 0) {
    out.write(`${lines.join('\n')}\n`);
  }
}
