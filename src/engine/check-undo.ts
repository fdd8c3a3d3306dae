import type { UndoChecked, UndoSaid } from '../run/events.js';
import { short } from '../run/release.js';
import type { Run } from '../run/run.js';
import { askRunning, canBeAsked } from '../world/revision/ask-running.js';
import { type Running, sameCommit } from '../world/revision/running.js';
import { cleanLine } from './clean-text.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';

export interface CheckUndo {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: Walk;
  /** Whoever leaves waits for nobody: who has not said anything by then is unknown. */
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** What every host and address gets to say what it runs, in milliseconds. */
const patienceMs = 20_000;

/**
 * A command that ended well may have changed nothing: hosts and addresses say what they run, and that goes on record.
 * Nothing where there is nobody to ask.
 * @throws AuditError when it cannot be recorded
 */
export async function checkUndo({ parts, recorder, walk, signal, progress }: CheckUndo): Promise<void> {
  const { target } = walk;
  if (!canBeAsked(target)) {
    return;
  }

  progress('');
  const servers = await askRunning({ ssh: parts.world.ssh, target, timeoutMs: patienceMs, signal, progress });
  recorder.record(undoChecked(servers, recorder.run(), (text) => cleanLine(text, parts.redact, 200)));
}

/** What they say, taken together. */
export function undoChecked(
  servers: readonly Running[],
  run: Pick<Run, 'release' | 'previous' | 'previousSaid'>,
  clean: (text: string) => string,
): UndoChecked {
  const said = servers.map((one) => saidOf(one, run, clean));
  const has = (is: UndoSaid['is']): boolean => said.some((one) => one.is === is);
  return {
    type: 'undo.checked',
    outcome: has('release') ? 'not-back' : has('unknown') || said.length === 0 ? 'unknown' : 'back',
    said,
  };
}

/** As it was before the deploy is back, be it the release itself; so is whatever else runs where nobody knew before. */
function saidOf(
  { host, commit, nothing, error }: Running,
  { release, previous, previousSaid }: Pick<Run, 'release' | 'previous' | 'previousSaid'>,
  clean: (text: string) => string,
): UndoSaid {
  const from = clean(host);
  if (commit === undefined) {
    return nothing !== undefined && previous === null
      ? { from, is: 'back', why: clean(nothing) }
      : { from, is: 'unknown', why: clean(error ?? nothing ?? 'it said nothing') };
  }

  const before = previousSaid.find((one) => one.from === host)?.commit;
  if ([before, previous?.commit].some((one) => one !== undefined && sameCommit(commit, one))) {
    return { from, is: 'back', commit };
  }

  return sameCommit(commit, release.commit)
    ? { from, is: 'release', commit }
    : previous === null
      ? { from, is: 'back', commit }
      : { from, is: 'unknown', commit, why: `it runs ${short(commit)}, not ${short(previous.commit)}` };
}
