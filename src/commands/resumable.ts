import { AuditError } from '../audit/error.js';
import type { ProjectPaths } from '../audit/state.js';
import { OperatorError } from '../errors.js';
import { isHeld } from '../review/stand.js';
import { type Asks, offersFor } from '../review/status-offer.js';
import { overtakenBy, readUnfinished, unfinishedRuns } from './status-runs.js';

/**
 * The run that `shipit resume` without a name goes on with: the one that `shipit` would offer first, a real one before a
 * dry one; failing that the newest that somebody has open, so that it is said who.
 * @throws OperatorError when `shipit` would offer none; AuditError when all that is left is one that cannot be read
 */
export async function runToResume(
  project: ProjectPaths,
  asks: Pick<Asks, 'operator' | 'commit' | 'now'>,
): Promise<string> {
  const runs = await unfinishedRuns(project, asks.now);
  const offers = [false, true].flatMap((dryRun) => offersFor(runs, { ...asks, target: undefined, dryRun }));
  const found = offers[0]?.found ?? runs.find((one) => !one.damaged && isHeld(one));
  if (found !== undefined) {
    return found.id;
  }

  const broken = runs.find(({ damaged, newer }) => damaged && newer !== true);
  if (broken !== undefined) {
    throw new AuditError(
      `run ${broken.id} is damaged and cannot go on`,
      `see what is wrong with \`shipit log verify ${broken.id}\`; then start a new run with \`shipit\``,
    );
  }

  throw new OperatorError(
    'there is no unfinished run to go on with',
    runs.length === 0
      ? { hint: 'start one with `shipit`' }
      : { hint: 'none of yours, or none that is recent: see `shipit status`, then name one' },
  );
}

/** @throws OperatorError for a run that another one took the place of, or deployed over since */
export async function refuseOvertaken(project: ProjectPaths, id: string): Promise<void> {
  const found = await readUnfinished(project, id);
  const { endedBecause } = found.run;
  if (endedBecause !== undefined) {
    throw new OperatorError(`run ${id} has ended: ${endedBecause}`, look(id));
  }

  const later = overtakenBy(project, found);
  if (later !== undefined) {
    throw new OperatorError(`run ${id} is over: run ${later} deployed to ${found.run.target} since`, look(id));
  }
}

const look = (id: string): { readonly hint: string } => ({
  hint: `look at it with \`shipit log show ${id}\`, or start a new one with \`shipit\``,
});
