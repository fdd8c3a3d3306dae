import { getText } from '../audit/evidence-store.js';
import { recordedOutput } from '../audit/outputs.js';
import type { Session, Situation } from '../engine/session.js';
import { readTail } from '../engine/tail.js';
import type { Focus } from './focus.js';

/** The whole text behind what is in focus: from the evidence store, or the end of the output of what ran last. */
export function fullText(session: Session, focus: Focus, situation: Situation): string | undefined {
  if (focus.on === 'question') {
    const file = situation.run.evidence[focus.item.id]?.event.file;
    return file === undefined ? undefined : getText(session.project, file);
  }

  const { run, id } = situation;
  const out = run.undo?.out ?? run.deploy?.out;
  const path = out === undefined ? undefined : recordedOutput(session.project, id, out);
  return path === undefined ? undefined : readTail(path, outputBytes).replace(scriptLines, '');
}

/** How much of the output the evidence view shows: its end, in bytes. */
const outputBytes = 64 * 1024;

/** What util-linux' `script` writes around the output of a command on the terminal. */
const scriptLines = /^Script (?:started|done) on .*\n?/gm;
