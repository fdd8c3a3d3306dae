import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { getText } from '../audit/evidence-store.js';
import type { Session, Situation } from '../engine/session.js';
import type { Focus } from './focus.js';

/** The whole text behind what is in focus: from the evidence store, or the end of the deploy's output. */
export function fullText(session: Session, focus: Focus, situation: Situation): string | undefined {
  if (focus.on === 'question') {
    const file = situation.run.evidence[focus.item.id]?.event.file;
    return file === undefined ? undefined : getText(session.project, file);
  }

  const out = situation.run.deploy?.out;
  return out === undefined ? undefined : endOf(join(session.project.root, out));
}

/** How much of the deploy's output the evidence view shows: its end, in bytes. */
const outputBytes = 64 * 1024;

function endOf(path: string): string | undefined {
  try {
    const fd = openSync(path, 'r');
    try {
      const { size } = fstatSync(fd);
      const buffer = Buffer.alloc(Math.min(size, outputBytes));
      readSync(fd, buffer, 0, buffer.length, Math.max(0, size - outputBytes));
      return buffer.toString('utf8');
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}
