import { join } from 'node:path';
import { type HeldLock, readLockFile } from '../audit/lock-file.js';
import { isStale } from '../audit/lock-stale.js';
import { isAlive } from '../audit/process-identity.js';
import { namesIn } from '../audit/segment-files.js';
import type { ProjectPaths } from '../audit/state.js';
import type { StatusLock } from '../review/status.js';

/** The lock of every target that has one, by target. Only looks: a stale one stays for the run that takes it over. */
export const statusLocks = (project: ProjectPaths): readonly StatusLock[] =>
  namesIn(project.locks)
    .filter((name) => name.endsWith('.lock') && !name.startsWith('.'))
    .toSorted()
    .flatMap((name) => lockAt(project, name));

function lockAt(project: ProjectPaths, name: string): readonly StatusLock[] {
  const path = join(project.locks, name);
  const file = readLockFile(path);
  if (file === undefined) {
    // Released between the look into the directory and this one.
    return [];
  }

  const { held } = file;
  return held === undefined
    ? [{ target: targetIn(name), state: 'unreadable', path }]
    : [{ target: held.target, state: stateOf(project, held), path, holder: holderOf(held) }];
}

function stateOf(project: ProjectPaths, held: HeldLock): StatusLock['state'] {
  if (isAlive(held.identity) === 'other-host') {
    return 'other-host';
  }

  // As a run that is not there yet would judge it.
  return isStale(project, held, '') ? 'stale' : 'held';
}

const holderOf = ({ operator, run, commit, since, reason, identity }: HeldLock): NonNullable<StatusLock['holder']> => ({
  operator,
  run,
  commit,
  since,
  ...(reason === undefined ? {} : { reason }),
  pid: identity.pid,
  host: identity.host,
});

/** The name of a lock is that of its target, encoded. */
function targetIn(name: string): string {
  const encoded = name.slice(0, -'.lock'.length);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
