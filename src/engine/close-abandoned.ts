import { digested } from '../audit/digest.js';
import { appendIndex } from '../audit/index-file.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import { openSegment } from '../audit/segment.js';
import type { ProjectPaths } from '../audit/state.js';
import { exitCodes } from '../errors.js';
import type { RunEvent } from '../run/events.js';
import { foldRun } from '../run/fold.js';
import { countsOf } from './ending.js';
import type { Tool } from './parts.js';

export interface Abandoned {
  /** The walk that nobody goes on with. */
  readonly run: string;
  /** The run that was started instead. */
  readonly for: string;
  readonly by: string;
  readonly tool: Tool;
}

/**
 * Writes the end of a walk whose operator started another run instead: stopped, and why. Nothing else is touched: what
 * deployed anything stays as it is.
 * @throws RunOwned when a living process has it, AuditError when it cannot be written
 */
export function closeAbandoned(project: ProjectPaths, { run, tool, by, for: other }: Abandoned): void {
  const writer = openSegment({ project, run, tool });
  try {
    // Read only now: nobody else can add to it any more.
    const found = foldRun(toStampedEvents(readRun(project, run).records));
    if (found.deploy !== undefined || found.outcome !== undefined) {
      return;
    }

    const end: RunEvent = {
      type: 'run.end',
      outcome: 'stopped',
      exit: exitCodes.stopped,
      confirmed: false,
      counts: countsOf(found),
      reason: `${by} started run ${other} instead`,
    };
    const { type, ...body } = end;
    writer.append(type, body);
    const read = readRun(project, run);
    const { digest, facts } = digested({ ...read, alive: false });
    appendIndex(project, digest, { facts });
  } finally {
    writer.close();
  }
}
