import { randomBytes } from 'node:crypto';
import { putText } from '../audit/evidence-store.js';
import { takeLock } from '../audit/lock.js';
import { createRunId } from '../audit/run-id.js';
import { currentPrevious } from '../engine/current-previous.js';
import { pastRuns } from '../engine/history.js';
import { openSession } from '../engine/open-session.js';
import { OperatorError } from '../errors.js';
import {
  type Choice,
  type CommandContext,
  chooseChecklist,
  chooseRelease,
  chooseTarget,
  openPlace,
} from './context.js';
import { driveRun } from './drive.js';
import { refuseWhatCannotRun } from './refuse.js';

export interface WalkOptions extends Choice {
  readonly dryRun: boolean;
  readonly reason?: string | undefined;
}

/** Walks the checklist, deploys on go, asks what is to be asked after it. @returns the exit code */
export async function walk(context: CommandContext, options: WalkOptions): Promise<number> {
  needsTerminal(context);
  const { env } = context;
  if (env['SHIPIT_NOW'] && !options.dryRun) {
    throw new OperatorError('SHIPIT_NOW is set: with a fixed clock nothing is deployed', {
      hint: 'unset it, or rehearse with --dry-run or `shipit check`',
    });
  }

  const place = await openPlace(context, { write: true });
  const { git, project, operator, clock, tool } = place;
  const [{ checklist, reload }, release] = await Promise.all([
    chooseChecklist(context, git.root, options),
    chooseRelease(git, options.commit),
  ]);
  const target = chooseTarget(checklist, options.target);
  refuseWhatCannotRun(checklist, options.dryRun);
  const past = pastRuns(project, target.name);
  const previousFound = await currentPrevious(place, { checklist, target });
  const { previous } = previousFound;
  const run = createRunId(clock.now(), () => randomBytes(5).toString('hex'));
  const lock = options.dryRun
    ? undefined
    : takeLock(project, target.name, {
        run,
        operator: operator.name,
        commit: release.commit,
        since: clock.now().toISOString(),
        reason: options.reason,
      });
  try {
    const session = openSession(
      { ...place, run, lock, history: past.historyOf, pastReason: past.pastReason, reload },
      { checklist, previousFound },
      {
        type: 'run.start',
        app: checklist.app,
        target: target.name,
        operator,
        release,
        previous,
        checklist: { sha256: putText(project, JSON.stringify(checklist)), sources: checklist.sources },
        dryRun: options.dryRun,
        clock: clock.kind,
        pinned: options.commit !== undefined,
        ...(options.reason === undefined ? {} : { reason: place.redact(options.reason) }),
        tz: place.tz,
        tool,
        prevSession: past.newest,
      },
    );
    return await driveRun(session, { context, place });
  } finally {
    lock?.release();
  }
}

/** Without a terminal to read from and one to draw on, shipit does not guess. */
export function needsTerminal({ stdin, stdout }: CommandContext): void {
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new OperatorError(`walking a checklist needs a terminal, and ${stdin.isTTY ? 'stdout' : 'stdin'} is none`, {
      hint: 'to look at the evidence without one, run `shipit check`',
    });
  }
}
