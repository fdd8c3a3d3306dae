import { join } from 'node:path';
import { rebuildIndex } from '../../audit/rebuild-index.js';
import { safeJson } from '../../audit/record.js';
import { verifyInThreads } from '../../audit/verify-threads.js';
import { packageRoot } from '../../checklist/bundled.js';
import { exitCodes } from '../../errors.js';
import { renderVerification } from '../../review/verification.js';
import { plural } from '../../text/plural.js';
import { type LogPlace, writeLines } from './log-context.js';
import { namedRun } from './named-run.js';

export interface VerifyFlags {
  /** Only this run is looked at. */
  readonly run?: string;
  readonly json: boolean;
  /** Makes the index anew from the runs afterwards. */
  readonly rebuildIndex: boolean;
}

/** Proves that nothing was edited, removed or reordered. @returns the exit code: 16 when something was */
export async function verify(place: LogPlace, { run, json, ...flags }: VerifyFlags): Promise<number> {
  const { project, stdout, stderr, progress } = place;
  const verified = await verifyInThreads(project, {
    worker: join(packageRoot(), 'dist', 'verify-worker.cjs'),
    ...(run === undefined ? {} : { run: await namedRun(place, run) }),
    ...(progress === undefined ? {} : { progress }),
  });
  if (json) {
    const { ok, runs, records, faults } = verified;
    stdout.write(`${safeJson({ schema: 1, ok, runs, records, faults })}\n`);
  } else {
    writeLines(stdout, renderVerification(verified, place));
  }

  if (flags.rebuildIndex) {
    stderr.write(`The index was made anew: it holds ${plural(rebuildIndex(project), 'run')}.\n`);
  }

  return verified.ok ? exitCodes.ok : exitCodes.auditBroken;
}
