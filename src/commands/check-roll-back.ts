import type { Session } from '../engine/session.js';
import type { CommandContext, Place } from './context.js';
import { withProgress } from './progress-line.js';
import type { Signals } from './signals.js';

export interface CheckRollBack {
  readonly context: Pick<CommandContext, 'stdout'>;
  readonly place: Place;
  readonly signals: Signals;
  readonly plain: boolean;
}

/** Asks whether what ran before runs again; a ref that says so although it does not is put right. */
export async function checkRollBack(
  session: Session,
  { context, place, signals, plain }: CheckRollBack,
): Promise<void> {
  await withProgress(
    { what: 'asking what runs after the roll-back', skips: 'skips it', stdout: context.stdout, signals, plain },
    (signal, progress) => session.checkUndo(signal, progress),
  );
  const { run, laterDeploy } = session.situation();
  if (laterDeploy === undefined && run.undo?.checked?.outcome === 'not-back') {
    // What git refuses here changes nothing: the log says what became of the roll-back.
    await place.git.setDeployedRef(run.target, run.release.commit).catch(() => undefined);
  }
}
