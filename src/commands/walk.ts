import { randomBytes } from 'node:crypto';
import { putText } from '../audit/evidence-store.js';
import { type Lock, takeLock } from '../audit/lock.js';
import { createRunId } from '../audit/run-id.js';
import { askRevision } from '../checks/ask-revision.js';
import { askPatchesBack } from '../checks/patches/patches-back.js';
import { askLastDeploy } from '../engine/ask-last-deploy.js';
import { currentPrevious } from '../engine/current-previous.js';
import { pastRuns } from '../engine/history.js';
import { openSession } from '../engine/open-session.js';
import { refuseWhatCannotRun } from '../engine/refuse.js';
import type { Session } from '../engine/session.js';
import { OperatorError } from '../errors.js';
import { choosePlain } from '../plain/choose.js';
import { loadWalkScreen } from '../ui/load-screen.js';
import { freezeRepos, readRepos } from '../world/repos.js';
import {
  type Choice,
  type CommandContext,
  chooseChecklist,
  chooseRelease,
  chooseTarget,
  openPlace,
} from './context.js';
import { driveRun } from './drive.js';
import { explainName, meantCommand } from './meant-command.js';
import { hasTerminal, needsTerminal } from './needs-terminal.js';
import { endOfferedWalk, offerUnfinished } from './offer.js';
import { refuseBrokenAcks } from './refuse-broken-acks.js';
import { refuseFixedClock } from './refuse-fixed-clock.js';
import { resume } from './resume.js';

export interface WalkOptions extends Choice {
  readonly dryRun: boolean;
  /** Line by line instead of on the full screen. */
  readonly plain: boolean;
  readonly reason?: string | undefined;
  /** Names of all commands, for a name that was meant to be one. */
  readonly commands: readonly string[];
}

/** Walks the checklist, deploys on go, asks what is to be asked after it. @returns the exit code */
export async function walk(context: CommandContext, options: WalkOptions): Promise<number> {
  const { env } = context;
  if (!options.dryRun) {
    refuseFixedClock(context, 'nothing is deployed', 'unset it, or rehearse with --dry-run or `shipit check`');
  }

  const reason = checkedReason(options.reason);
  const place = await openPlace(context, { write: hasTerminal(context), kinds: 'named' });
  const plain = choosePlain({ flag: options.plain, env, preferred: place.prefersPlain });
  const { git, project, operator, clock, tool } = place;
  const [{ checklist: written, reload }, release] = await Promise.all([
    chooseChecklist(context, git.root, options, place).catch((error: unknown) =>
      explainName(error, options.file === undefined ? options.name : undefined, options.commands),
    ),
    chooseRelease(git, options.commit),
  ]);
  const target = chooseTarget(written, options.target);
  needsTerminal(context, meantCommand(options.name, options.commands));
  refuseWhatCannotRun(written, options.dryRun);
  await refuseBrokenAcks(context.cwd, git.root);
  await place.me();
  const offered = await offerUnfinished(context, place, { ...options, commit: release.commit, plain });
  if (offered.do === 'leave') {
    return offered.exit;
  }

  if (offered.do === 'resume') {
    return resume(context, { run: offered.run, plain: options.plain });
  }

  const asking = currentPrevious(place, { checklist: written, target });
  // git answers meanwhile: loading the screen takes about as long.
  const [previousFound] = await Promise.all([asking, plain === undefined ? loadWalkScreen() : undefined]);
  const { previous } = previousFound;
  const past = pastRuns(project, target.name);
  const checklist = askPatchesBack(askRevision(askLastDeploy(written, past.lastAttempt, clock.now()), target));
  const repos = freezeRepos(await readRepos(git.root, checklist.repos, place.world.commands));
  const run = createRunId(clock.now(), () => randomBytes(5).toString('hex'));
  const lock = options.dryRun
    ? undefined
    : takeLock(project, target.name, {
        run,
        operator: operator.name,
        commit: release.commit,
        since: clock.now().toISOString(),
        reason: reason === undefined ? undefined : place.redact(reason),
      });
  const session = orFree(lock, () =>
    openSession(
      {
        ...place,
        run,
        lock: () => lock,
        history: past.historyOf,
        pastReason: past.pastReason,
        pastOverrides: past.pastOverrides,
        reload,
      },
      { checklist, previousFound },
      {
        type: 'run.start',
        app: checklist.app,
        target: target.name,
        operator,
        release,
        previous,
        ...(Object.keys(repos).length === 0 ? {} : { repos }),
        checklist: { sha256: putText(project, JSON.stringify(checklist)), sources: checklist.sources },
        dryRun: options.dryRun,
        clock: clock.kind,
        pinned: options.commit !== undefined,
        ...(reason === undefined ? {} : { reason: place.redact(reason) }),
        tz: place.tz,
        tool,
        prevSession: past.newest,
      },
    ),
  );
  endOfferedWalk(place, offered, run);
  return driveRun(session, { context, place, plain });
}

/** Once a session is open, it knows when the lock may go; before that a failure gives it back. */
function orFree(lock: Lock | undefined, open: () => Session): Session {
  try {
    return open();
  } catch (error) {
    lock?.release();
    throw error;
  }
}

const longestReason = 2000;

/** @throws OperatorError for a reason that says nothing, or more than a command can be given */
function checkedReason(text: string | undefined): string | undefined {
  if (text === undefined) {
    return undefined;
  }

  const reason = text.trim();
  if (reason === '') {
    throw new OperatorError('--reason is empty', { hint: 'say why, or leave it out' });
  }

  if (reason.length > longestReason) {
    throw new OperatorError(`--reason has ${reason.length} characters; at most ${longestReason} are kept`);
  }

  return reason;
}
