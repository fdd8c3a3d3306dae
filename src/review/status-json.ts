import { failingProbes } from '../run/failing.js';
import { isHeld, nextStep, ownerWords, standOf, standWords, type UnfinishedRun } from './stand.js';
import type { Status } from './status.js';

/** What `shipit status --json` prints. Other programs rely on it: keys are only ever added. */
export const statusJson = ({ runs, locks, targets }: Status, now: Date): object => ({
  schema: 1,
  runs: runs.map((found) => runJson(found, now)),
  locks: locks.map(({ target, state, holder, path }) => ({ target, state, ...(holder ?? {}), path })),
  targets: targets.map(({ target, live, last, damaged }) => ({ target, live, last, damaged })),
});

function runJson(found: UnfinishedRun, now: Date): object {
  const { id, run, lastAt, owner, progress, leftRunning } = found;
  return {
    run: id,
    app: run.app,
    target: run.target,
    operator: run.started?.operator.name ?? '',
    host: run.started?.operator.host ?? '',
    started: run.startedAt ?? '',
    last: lastAt,
    commit: run.release.commit,
    dry_run: run.dryRun,
    state: standOf(found),
    stands: standWords(found, now),
    failing: failingProbes(run),
    progress: progress === undefined ? null : { next: null, ...progress },
    owner:
      owner === undefined || !isHeld(found)
        ? null
        : { pid: owner.pid, host: owner.host, reachable: owner.alive !== 'other-host' },
    owned: ownerWords(found),
    command_pid: run.deploy?.running?.pid ?? leftRunning ?? null,
    next: nextStep(found),
  };
}
