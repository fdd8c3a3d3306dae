import { AuditError } from '../audit/error.js';
import { getText } from '../audit/evidence-store.js';
import { takeLock } from '../audit/lock.js';
import { readRun, resolveRun, toStampedEvents } from '../audit/read.js';
import type { ProjectPaths } from '../audit/state.js';
import { refuseDamage } from '../audit/take-up.js';
import type { Checklist } from '../checklist/model.js';
import { currentPrevious } from '../engine/current-previous.js';
import { pastRuns } from '../engine/history.js';
import { lostEvent } from '../engine/lost.js';
import { openSession } from '../engine/open-session.js';
import { targetOf } from '../engine/start-walk.js';
import { OperatorError } from '../errors.js';
import { choosePlain } from '../plain/choose.js';
import { foldRun } from '../run/fold.js';
import type { Run } from '../run/run.js';
import { attach } from './attach.js';
import { type CommandContext, chooseChecklist, chooseRelease, openPlace } from './context.js';
import { driveRun } from './drive.js';
import { hasTerminal, needsTerminal } from './needs-terminal.js';
import { refuseBrokenAcks } from './refuse-broken-acks.js';
import { refuseFixedClock } from './refuse-fixed-clock.js';
import { refuseOvertaken, runToResume } from './resumable.js';

export interface ResumeOptions {
  /** Its id, or the beginning of it; the one that `shipit` would offer unless given. */
  readonly run: string | undefined;
  /** Line by line instead of on the full screen. */
  readonly plain: boolean;
}

/** Goes on with an unfinished run, or follows a deploy that still runs. @returns the exit code */
export async function resume(context: CommandContext, { run: named, plain: flag }: ResumeOptions): Promise<number> {
  const place = await openPlace(context, { write: hasTerminal(context), kinds: 'all' });
  const { project, operator, git } = place;
  const meant = named === undefined ? undefined : resolveRun(project, named);
  needsTerminal(context);
  const id =
    meant ??
    (await runToResume(project, {
      operator,
      commit: (await chooseRelease(git, undefined)).commit,
      now: place.clock.now(),
    }));
  const plain = choosePlain({ flag, env: context.env, preferred: place.prefersPlain });
  const attached = await attach(context, project, id, plain !== undefined);
  if (attached !== undefined) {
    return attached;
  }

  refuseDamage(readRun(project, id));
  const run = runOf(project, id);
  mustBeOpen(run, id);
  await refuseOvertaken(project, id);
  if (!run.dryRun) {
    refuseFixedClock(context, 'nothing is deployed');
  }

  if (run.deploy === undefined) {
    await refuseBrokenAcks(context.cwd, git.root);
    await place.me();
  }

  const checklist = frozenChecklist(project, run, id);
  const past = pastRuns(project, run.target, id);
  const previousFound = await currentPrevious(place, { checklist, target: targetOf(checklist, run.target) });
  const session = openSession(
    {
      ...place,
      run: id,
      lock: (found) => {
        mustBeOpen(found, id);
        return found.dryRun
          ? undefined
          : takeLock(project, found.target, {
              run: id,
              operator: operator.name,
              commit: found.release.commit,
              since: place.clock.now().toISOString(),
              reason: found.started?.reason,
            });
      },
      history: past.historyOf,
      pastReason: past.pastReason,
      pastOverrides: past.pastOverrides,
      reload: async () => {
        const [source] = checklist.sources;
        return (await chooseChecklist(context, git.root, { file: source?.path }, place)).checklist;
      },
    },
    { checklist, previousFound },
    { type: 'run.resume', operator },
  );
  const lost = lostEvent(session.situation().run);
  if (lost !== undefined) {
    session.record(lost);
  }

  await session.watchHead();
  return driveRun(session, { context, place, plain });
}

export const runOf = (project: ProjectPaths, id: string): Run => foldRun(toStampedEvents(readRun(project, id).records));

function mustBeOpen(run: Run, id: string): void {
  if (run.started === undefined) {
    throw new OperatorError(`run ${id} ended before its first record: there is nothing to go on with`, {
      hint: 'start a new one with `shipit`',
    });
  }

  if (run.outcome === 'deployed' || run.outcome === 'rolled-back' || run.outcome === 'dry-run') {
    throw new OperatorError(`run ${id} is finished (${run.outcome})`, {
      hint: `look at it with \`shipit log show ${id}\``,
    });
  }
}

/** The checklist this run was started with, whatever became of the file since. */
function frozenChecklist(project: ProjectPaths, run: Run, id: string): Checklist {
  const text = getText(project, run.checklistSha256);
  if (text === undefined) {
    throw new AuditError(
      `the checklist of run ${id} is missing from the audit log or was changed`,
      'see `shipit log verify`; start a new run with `shipit`',
    );
  }

  // Written by us, and its bytes were just checked against the digest in the chain.
  return JSON.parse(text) as Checklist;
}
