import { digested } from '../audit/digest.js';
import { AuditError } from '../audit/error.js';
import { faultOf } from '../audit/fault-of.js';
import { appendIndex } from '../audit/index-file.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import type { AuditRecord } from '../audit/record.js';
import { openSegment } from '../audit/segment.js';
import type { ProjectPaths } from '../audit/state.js';
import { OperatorError } from '../errors.js';
import { foldRun } from '../run/fold.js';
import type { Noted } from '../run/note-events.js';
import type { RunDigest } from '../run/summary.js';
import type { Tool } from './parts.js';

export interface NoteToAdd {
  /** Its whole id. */
  readonly run: string;
  /** Without secrets. */
  readonly note: Omit<Noted, 'type'>;
  readonly tool: Tool;
}

export interface AddedNote {
  readonly record: AuditRecord;
  /** The run with it. */
  readonly digest: RunDigest;
}

/**
 * Adds a note to a run that has ended, in a segment of its own: nothing that was written before is touched.
 * @throws OperatorError when the run has not ended, or cannot have had an incident; AuditError when its records are not
 * what was written, or cannot be added to; RunOwned when a process has it
 */
export function addNote(project: ProjectPaths, { run, note, tool }: NoteToAdd): AddedNote {
  const fault = faultOf(project, run);
  if (fault !== undefined) {
    throw new AuditError(`nothing is added to run ${run}: ${fault}`, 'see what is wrong with: shipit log verify');
  }

  refuse(project, run, note);
  const writer = openSegment({ project, run, tool });
  let record: AuditRecord;
  try {
    // Once more, now that nobody else can add to it: it may have been taken up again in between.
    refuse(project, run, note);
    record = writer.append('note', note);
  } finally {
    writer.close();
  }

  const { digest, facts } = digested({ ...readRun(project, run), alive: false });
  // Written long after the run ended: the index is read by the time of its lines.
  appendIndex(project, digest, { facts, at: record.t });
  return { record, digest };
}

function refuse(project: ProjectPaths, id: string, { incident }: Pick<Noted, 'incident'>): void {
  const { records, alive } = readRun(project, id);
  const run = foldRun(toStampedEvents(records));
  if (run.outcome === undefined) {
    throw new OperatorError(`run ${id} has not ended: a note is for a run that has`, {
      hint: alive
        ? 'a process has it open: `shipit status` shows which'
        : `\`shipit status\` shows how it stands, \`shipit resume ${id}\` goes on with it`,
    });
  }

  if (incident === true && (run.deploy === undefined || run.dryRun)) {
    const why = run.dryRun ? 'was a dry run' : 'deployed nothing';
    throw new OperatorError(`run ${id} ${why}: no incident can come of it`, {
      hint: 'leave --incident out, or name the run that deployed: shipit log list',
    });
  }
}
