import { foldRun } from '../run/fold.js';
import { short } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import { Locked } from './error.js';
import { besideCommand, leftRunningIn } from './left-running.js';
import type { HeldLock, LockFile } from './lock-file.js';
import { isAlive, ownIdentity, sameProcess } from './process-identity.js';
import type { ProjectPaths } from './project.js';
import { isOwned, toStampedEvents } from './read.js';
import { isRunId } from './run-id.js';
import { readSegments } from './segments.js';
import { showSince } from './show-since.js';

/**
 * Whether nobody can be deploying under this lock any more: its process is dead, and so is whoever opened the run's
 * newest segment, since a deploy goes on without the screen that started it. A run stands in its own way only while
 * another process has it; another's command may go on although nobody follows it any more.
 */
export function isStale(project: ProjectPaths, held: HeldLock, run: string): boolean {
  if (sameProcess(held.identity, ownIdentity())) {
    return held.run === run;
  }

  if (isAlive(held.identity) !== false) {
    return false;
  }

  return !isRunId(held.run) || !ownedByOthers(project, held.run, run);
}

function ownedByOthers(project: ProjectPaths, run: string, own: string): boolean {
  const segments = readSegments(project, run);
  const ours = run === own && segments.owner !== undefined && sameProcess(segments.owner, ownIdentity());
  return (!ours && isOwned(segments) !== false) || (run !== own && leftRunningIn(project, run) !== undefined);
}

/** Who stands in the way, and what to do. */
export function lockedError(project: ProjectPaths, { path, held }: LockFile): Locked {
  if (held === undefined) {
    return new Locked(
      `the lock ${path} cannot be read, so somebody may be deploying`,
      undefined,
      `Make sure that nobody is, then: rm '${path}'`,
    );
  }

  const { run, reason, identity } = held;
  const pid = isRunId(run) && isAlive(identity) === false ? leftRunningIn(project, run) : undefined;
  if (pid !== undefined && isOwned(readSegments(project, run)) === false) {
    return new Locked(...besideCommand(held.target, run, pid));
  }

  const where = `pid ${identity.pid} on ${safeLine(identity.host, 60)}, run ${safeLine(run, 40)}`;
  const why = reason === undefined ? '' : `: ${safeLine(reason, 200)}`;
  return new Locked(
    `${doing(project, held)} (${where})${why}`,
    held,
    isAlive(identity) === 'other-host'
      ? `That host cannot be asked from here: make sure that nobody deploys there, then: rm '${path}'`
      : `Wait for it to end, or see how it stands: shipit status`,
  );
}

/** Who does what, since when: a lock is held from the first question on, so that only the log tells whether a command runs. */
function doing(project: ProjectPaths, { operator, commit, target, since, run }: HeldLock): string {
  const { phase, deploy, undo } = foldRun(
    toStampedEvents(isRunId(run) ? readSegments(project, run).lines.map(({ record }) => record) : []),
  );
  const [who, what, where] = [safeLine(operator, 60), safeLine(short(commit), 12), safeLine(target, 40)];
  switch (phase) {
    case 'decided':
    case 'deploying':
      return `${who} is deploying ${what} to ${where} since ${showSince(deploy?.startedAt ?? since)}`;
    case 'undoing':
      return `${who} is rolling back ${what} on ${where} since ${showSince(undo?.startedAt ?? since)}`;
    default:
      return `${who} has a run of ${what} for ${where} open since ${showSince(since)}`;
  }
}
