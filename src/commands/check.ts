import { randomBytes } from 'node:crypto';
import { safeJson } from '../audit/record.js';
import { createRunId } from '../audit/run-id.js';
import { askRevision } from '../checks/ask-revision.js';
import { askLastDeploy } from '../engine/ask-last-deploy.js';
import { askPrevious, currentPrevious } from '../engine/current-previous.js';
import { shipitVariables } from '../engine/deploy-env.js';
import { pastRuns } from '../engine/history.js';
import { rehearse } from '../engine/rehearse.js';
import { exitCodes } from '../errors.js';
import { checkJson, checkText } from '../review/check-report.js';
import { killAllGroups } from '../world/commands.js';
import { knownCommits, readRepos } from '../world/repos.js';
import { openSnapshots } from '../world/snapshots.js';
import {
  type Choice,
  type CommandContext,
  chooseChecklist,
  chooseRelease,
  chooseTarget,
  openPlace,
} from './context.js';
import { openGatheringLine } from './gathering-line.js';
import { refuseBrokenAcks } from './refuse-broken-acks.js';
import { exitOf, listenToSignals } from './signals.js';

export interface CheckOptions extends Choice {
  readonly json: boolean;
  readonly reason?: string | undefined;
}

/** Gathers all evidence, asks nothing, deploys nothing, records nothing. @returns 0, or 11 when something blocks */
export async function check(context: CommandContext, options: CheckOptions): Promise<number> {
  const place = await openPlace(context, { write: false, kinds: 'named' });
  const { git, project, operator, clock, tool } = place;
  const [{ checklist: written }, named] = await Promise.all([
    chooseChecklist(context, git.root, options, place),
    chooseRelease(git, options.commit),
  ]);
  const release = { ...named, subject: place.redact(named.subject) };
  await refuseBrokenAcks(context.cwd, git.root);
  await place.me();
  const target = chooseTarget(written, options.target);
  const past = pastRuns(project, target.name);
  const checklist = askRevision(askLastDeploy(written, past.lastAttempt, clock.now()), target);
  const previousFound = await currentPrevious(place, { checklist, target });
  const { previous } = previousFound;
  const repos = knownCommits(await readRepos(git.root, checklist.repos, place.world.commands));
  const run = createRunId(clock.now(), () => randomBytes(5).toString('hex'));
  const startedAt = clock.now().toISOString();
  const reason = options.reason === undefined ? {} : { reason: options.reason };
  const progress = openGatheringLine(context);
  const signals = listenToSignals();
  const gathering = rehearse(
    {
      ...place,
      checklist,
      target,
      release,
      previous,
      repos,
      previousFound,
      snapshots: openSnapshots(place.project),
      run,
      history: past.historyOf(release.commit),
      ...reason,
      tz: checklist.calendar.tz ?? place.tz,
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      keep: () => undefined,
      env: shipitVariables({ run, target: target.name, release, previous, repos, startedAt, ...reason }),
    },
    {
      type: 'run.start',
      app: checklist.app,
      target: target.name,
      operator,
      release,
      previous,
      repos,
      checklist: { sha256: '', sources: checklist.sources },
      dryRun: true,
      clock: clock.kind,
      pinned: options.commit !== undefined,
      tz: place.tz,
      tool,
      prevSession: null,
    },
    (asking) => askPrevious(place, { checklist, target }, asking),
    progress.show,
  );
  gathering.catch(() => undefined);
  const rehearsal = await Promise.race([gathering, signals.received]).finally(() => {
    progress.end();
    signals.stop();
    // What was started is in groups of its own, which a Ctrl-C does not reach.
    killAllGroups();
  });
  if (typeof rehearsal === 'string') {
    return exitOf(rehearsal);
  }

  context.stdout.write(options.json ? `${safeJson(checkJson(rehearsal))}\n` : checkText(rehearsal));
  return rehearsal.verdict === 'no-go' || rehearsal.verdict === 'unknown' ? exitCodes.noGo : exitCodes.ok;
}
