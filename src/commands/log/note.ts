import { safeJson } from '../../audit/record.js';
import { addNote } from '../../engine/add-note.js';
import type { Tool } from '../../engine/parts.js';
import { exitCodes, OperatorError } from '../../errors.js';
import { showOutcome } from '../../review/outcome.js';
import { createPaint } from '../../review/paint.js';
import type { Operator } from '../../run/release.js';
import { safeLine } from '../../text/sanitise.js';
import type { LogPlace } from './log-context.js';
import { namedRun } from './named-run.js';

export interface NoteFlags {
  /** Id, its beginning, `last`, or a commit. */
  readonly run: string;
  readonly incident: boolean;
  readonly json: boolean;
}

/** Who notes something, with what, and what it says. */
export interface Noting {
  readonly operator: Pick<Operator, 'name' | 'email'>;
  readonly tool: Tool;
  readonly redact: (text: string) => string;
  /** What is to be noted, as it was given: asked for only when the run is known. Undefined: nobody said anything. */
  readonly text: () => Promise<string | undefined>;
}

/** Most characters of a note. */
const mostCharacters = 4000;

/**
 * Adds a note to a run that has ended. @returns the exit code
 * @throws OperatorError in one sentence: then nothing was written
 */
export async function note(
  place: Pick<LogPlace, 'project' | 'git' | 'stdout'>,
  { run: named, incident, json }: NoteFlags,
  { operator, tool, redact, text: given }: Noting,
): Promise<number> {
  const { project, stdout } = place;
  const run = await namedRun(place, named);
  const text = noteText(await given());
  const { record, digest } = addNote(project, {
    run,
    tool,
    note: {
      text: redact(text),
      by: operator.name,
      ...(operator.email === '' ? {} : { email: operator.email }),
      ...(incident ? { incident } : {}),
    },
  });
  if (json) {
    stdout.write(`${safeJson({ schema: 1, run, record })}\n`);
    return exitCodes.ok;
  }

  const outcome = showOutcome(digest, createPaint(false));
  stdout.write(`${incident ? 'Incident noted' : 'Noted'} by ${safeLine(operator.name)} on run ${run} (${outcome}).\n`);
  return exitCodes.ok;
}

/** @throws OperatorError for nothing, and for more than a record should hold */
function noteText(given: string | undefined): string {
  const text = (given ?? '').replaceAll(/\p{Cs}/gu, '\ufffd').trim();
  if (text === '') {
    throw new OperatorError('the note is empty', {
      hint: 'shipit log note RUN "what became known"; with - it is read from the standard input',
    });
  }

  const { length } = [...text];
  if (length > mostCharacters) {
    throw new OperatorError(`the note has ${length} characters, and a note holds ${mostCharacters}`, {
      hint: 'say it shorter, and name where the rest stands',
    });
  }

  return text;
}
